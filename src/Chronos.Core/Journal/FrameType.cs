namespace Chronos.Core.Journal;

/// <summary>
/// Record types the journal keeps for itself. The numbers are part of the format: add, never renumber.
/// </summary>
internal static class FrameType
{
    /// <summary>Stands before the records of one sync batch; without records it is a heartbeat.</summary>
    public const ushort Batch = 0xFF01;

    /// <summary>The rest of this segment is unused; the journal goes on in the next.</summary>
    public const ushort End = 0xFF02;

    /// <summary>The writer stopped in good order; nothing follows in this segment.</summary>
    public const ushort Close = 0xFF03;
}
