namespace Chronos.Core.Journal;

/// <summary>What a run stamps into the header of every segment it writes.</summary>
internal sealed class SegmentIdentity
{
    /// <summary>The writer's term; not below any recorded one.</summary>
    public required uint Epoch { get; init; }

    /// <summary>Paper, shadow or live, as the engine numbers them.</summary>
    public required byte Mode { get; init; }

    /// <summary>Alpha or production, as the engine numbers them.</summary>
    public required byte Stage { get; init; }

    /// <summary>Hash of the policy in force. 32 bytes.</summary>
    public required byte[] PolicyHash { get; init; }

    /// <summary>Hash of the program. 32 bytes.</summary>
    public required byte[] BinaryHash { get; init; }
}
