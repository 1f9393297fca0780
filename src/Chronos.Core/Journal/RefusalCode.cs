namespace Chronos.Core.Journal;

/// <summary>Exit codes of a planned refusal to start, so that a supervisor can tell them apart.</summary>
public enum RefusalCode
{
    /// <summary>The options are wrong.</summary>
    Configuration = 64,

    /// <summary>The journal is damaged, incomplete or truncated.</summary>
    Corrupt = 65,

    /// <summary>The journal belongs to another engine, program, policy or a newer format.</summary>
    Foreign = 66,

    /// <summary>Replay came to another result than recorded.</summary>
    ReplayMismatch = 67,

    /// <summary>A key is missing, unsafe or none.</summary>
    Key = 68,

    /// <summary>The journal of a live engine lies on a file system that cannot keep what it is told.</summary>
    FileSystem = 69,

    /// <summary>A start-up self-test failed.</summary>
    SelfTest = 70,

    /// <summary>Another process holds the journal.</summary>
    Busy = 71,

    /// <summary>No space for the ring, a segment or the spares.</summary>
    NoSpace = 72,

    /// <summary>The device reported an error.</summary>
    Device = 73,
}
