namespace Chronos.Core.Books;

/// <summary>What was traded in one stretch of time.</summary>
internal struct VolumeSlice
{
    /// <summary>The earliest moment any of it can have been traded at.</summary>
    public long FromNanos;

    /// <summary>1e-8 base.</summary>
    public Int128 Units;
}
