namespace Chronos.Core.Model;

/// <summary>Which figures a snapshot carries. Bits are part of the journal format.</summary>
[Flags]
public enum SnapshotFields : byte
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>The position of one instrument.</summary>
    Position = 1,

    /// <summary>The account's balance.</summary>
    Balance = 2,

    /// <summary>The session with the venue is up; without it, it is down.</summary>
    SessionUp = 4,

    /// <summary>Money paid in or out.</summary>
    Transfer = 8,
}
