namespace Chronos.Core.Replay;

/// <summary>What a replay found.</summary>
public sealed record ReplayReport
{
    /// <summary>The last record before those read, which a snapshot stood for; 0 when all were read.</summary>
    public long SnapshotSequence { get; init; }

    /// <summary>Records read.</summary>
    public required long Records { get; init; }

    /// <summary>Proposals among them.</summary>
    public required long Decisions { get; init; }

    /// <summary>Records made again byte for byte.</summary>
    public required long Identical { get; init; }

    /// <summary>Seals made anew with a key and found equal; the others were taken from the record.</summary>
    public required long SealsRecomputed { get; init; }

    /// <summary>The first record that came out different, or null.</summary>
    public required string? FirstDifference { get; init; }

    /// <summary>SHA-256 over all books after the last record, lower-case hex.</summary>
    public required string StateHash { get; init; }

    /// <summary>Clean stops in the journal whose recorded state hash was reached.</summary>
    public required int StateHashesConfirmed { get; init; }

    /// <summary>Parts that were replayed side by side, each from the books the one before it was shown to end in; 1 for a plain replay.</summary>
    public int Stretches { get; init; } = 1;

    /// <summary>True when every record and every recorded state hash came out identical.</summary>
    public bool IsIdentical => FirstDifference is null;
}
