namespace Chronos.Core.Gates;

/// <summary>
/// What one gate lets pass. Caps combine by minimum. One word, so that it stays in a register; the figures behind it go
/// into the <see cref="Finding"/> of whoever asks, and only when the gate objects.
/// </summary>
internal readonly struct Cap(long permittedUnits)
{
    /// <summary>The quantity that may pass, 1e-8 base; <see cref="long.MaxValue"/> when the gate does not bind.</summary>
    public long PermittedUnits { get; } = permittedUnits;

    /// <summary>All of it may pass.</summary>
    public static Cap Pass => new(long.MaxValue);
}
