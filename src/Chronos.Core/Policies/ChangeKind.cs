namespace Chronos.Core.Policies;

/// <summary>What happened to a value between two policies.</summary>
public enum ChangeKind
{
    /// <summary>It has another value.</summary>
    Changed,

    /// <summary>Only the later policy has it.</summary>
    Added,

    /// <summary>Only the earlier policy has it.</summary>
    Removed,
}
