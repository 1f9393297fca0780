namespace Chronos.Core.Journal;

/// <summary>What must have happened to a record before anything it decides may leave.</summary>
public enum Durability
{
    /// <summary>
    /// In the ring on tmpfs: survives the death of the process, not a power cut. The default for paper.
    /// </summary>
    Process = 0,

    /// <summary>On disk behind a successful data sync: survives a power cut. The default for live.</summary>
    Disk = 1,
}
