namespace Chronos.Core.Tests.Simulation;

/// <summary>What a negative control takes away, to show that the oracles would notice.</summary>
internal enum Sabotage
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Syncs answer well and save nothing.</summary>
    NoSync,

    /// <summary>Rot comes with a CRC made to fit, as if nobody checked it.</summary>
    NoChecksum,

    /// <summary>Orders leave before their record is on disk.</summary>
    EarlyRelease,
}
