namespace Chronos.Core.Model;

/// <summary>The outcome for a proposal. Numbers are part of the journal format.</summary>
public enum Verdict : byte
{
    /// <summary>Not a decision (other event kinds).</summary>
    None = 0,

    /// <summary>All of it may pass.</summary>
    Approve = 1,

    /// <summary>Less than proposed may pass.</summary>
    Modify = 2,

    /// <summary>Nothing passes. Ours, before any venue; a venue's refusal is a reject.</summary>
    Block = 3,

    /// <summary>Waits for more votes.</summary>
    Pending = 4,
}
