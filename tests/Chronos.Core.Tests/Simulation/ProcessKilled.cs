namespace Chronos.Core.Tests.Simulation;

/// <summary>Ends a simulated process: nothing of it runs after this.</summary>
internal sealed class ProcessKilled(string reason, bool failStop = false) : Exception(reason)
{
    /// <summary>Whether the process ended itself because the journal had failed.</summary>
    public bool IsFailStop { get; } = failStop;
}
