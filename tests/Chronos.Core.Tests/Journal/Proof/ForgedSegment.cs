using Chronos.Core.Journal;

namespace Chronos.Core.Tests.Journal.Proof;

/// <summary>A segment taken apart.</summary>
internal sealed class ForgedSegment
{
    public required SegmentHeader Header { get; set; }

    /// <summary>Frames and records in order.</summary>
    public List<byte[]> Items { get; } = [];
}
