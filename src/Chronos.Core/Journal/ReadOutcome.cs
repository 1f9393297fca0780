namespace Chronos.Core.Journal;

/// <summary>What a reader met at its place in a segment.</summary>
internal enum ReadOutcome
{
    /// <summary>The next record, whole and in order.</summary>
    Record,

    /// <summary>No frame begins here: zeros, or no room for one.</summary>
    Nothing,

    /// <summary>An End frame: go on in the next segment.</summary>
    End,

    /// <summary>A Close frame: the writer stopped in good order.</summary>
    Close,

    /// <summary>Bytes that do not pass their CRC or cannot be ours.</summary>
    Damaged,

    /// <summary>Intact bytes in the wrong place: gap, duplicate, foreign chain.</summary>
    BrokenChain,

    /// <summary>An intact frame of a kind this program does not know.</summary>
    Future,
}
