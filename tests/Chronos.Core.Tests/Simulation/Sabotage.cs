namespace Chronos.Core.Tests.Simulation;

/// <summary>What a negative control takes away, to show that the oracles would notice.</summary>
internal enum Sabotage
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Syncs answer well and save nothing.</summary>
    NoSync,

    /// <summary>Files are synced and the directory is not: names may be lost, whatever they name.</summary>
    NoDirectorySync,

    /// <summary>Rot comes with a CRC made to fit, as if nobody checked it.</summary>
    NoChecksum,

    /// <summary>Orders leave before their record is on disk.</summary>
    EarlyRelease,
}
