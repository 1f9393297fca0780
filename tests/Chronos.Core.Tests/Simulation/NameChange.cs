namespace Chronos.Core.Tests.Simulation;

/// <summary>A change of names that lasts once the directory is synced: one name ends, another begins, or both at once.</summary>
/// <param name="Ends">The name that ends; null for none.</param>
/// <param name="Begins">The name that begins; null for none.</param>
/// <param name="File">What the new name stands for.</param>
internal readonly record struct NameChange(string? Ends, string? Begins, SimulatedFile? File)
{
    /// <summary>Carries the change out.</summary>
    public void ApplyTo(Dictionary<string, SimulatedFile> names)
    {
        if (Ends is not null)
        {
            names.Remove(Ends);
        }

        if (Begins is not null)
        {
            names[Begins] = File!;
        }
    }
}
