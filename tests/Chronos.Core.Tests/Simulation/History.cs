namespace Chronos.Core.Tests.Simulation;

/// <summary>
/// What really happened, seen from outside the process: every record ever handed to the journal, and how far the world was
/// told. A crash may take back what nobody was told; the sequences are then given again.
/// </summary>
internal sealed class History
{
    private readonly List<SubmittedRecord> _records = [];
    private readonly SortedDictionary<long, byte[]> _hashes = [];

    /// <summary>Last sequence handed to the journal.</summary>
    public long LastSequence => _records.Count;

    /// <summary>Highest sequence something left for: an order was sent or a caller was told.</summary>
    public long Acknowledged { get; private set; }

    /// <summary>State hashes of the run, by the sequence after which they were taken.</summary>
    public IReadOnlyDictionary<long, byte[]> Hashes => _hashes;

    /// <summary>The record of a sequence.</summary>
    public SubmittedRecord this[long sequence] => _records[(int)sequence - 1];

    public void Submit(SubmittedRecord record)
    {
        if (record.Sequence != LastSequence + 1)
        {
            throw new InvalidOperationException($"record {record.Sequence} handed over after {LastSequence}");
        }

        _records.Add(record);
    }

    public void Acknowledge(long sequence) => Acknowledged = Math.Max(Acknowledged, sequence);

    public void NoteHash(long sequence, byte[] hash) => _hashes[sequence] = hash;

    /// <summary>What recovery found is what has happened; what came later has not.</summary>
    public void CutAfter(long sequence)
    {
        _records.RemoveRange((int)sequence, _records.Count - (int)sequence);
        Acknowledged = Math.Min(Acknowledged, sequence);
        foreach (var later in _hashes.Keys.Where(s => s > sequence).ToArray())
        {
            _hashes.Remove(later);
        }
    }
}
