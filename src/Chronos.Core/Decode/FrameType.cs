namespace Chronos.Core.Decode;

/// <summary>What a frame carries. Numbers are part of the frame format.</summary>
public enum FrameType : byte
{
    /// <summary>Not decoded.</summary>
    None = 0,

    /// <summary>A proposal.</summary>
    Proposal = 1,

    /// <summary>A request to cancel.</summary>
    Cancel = 2,

    /// <summary>What an edge could not turn into a proposal.</summary>
    Refusal = 3,
}
