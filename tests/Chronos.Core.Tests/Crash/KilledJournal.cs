using System.Security.Cryptography;
using Chronos.Core.Clocks;
using Chronos.Core.Journal;
using Chronos.Core.Journal.Proof;
using Chronos.Core.Replay;
using Chronos.Core.Signing;

namespace Chronos.Core.Tests.Crash;

/// <summary>A journal whose engine is killed again and again, and all orders that have ever left it.</summary>
internal sealed class KilledJournal : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("chronos-crash-").FullName;
    private readonly string _ring;
    private readonly Dictionary<ulong, long> _orders = [];
    private readonly CheckpointKey _key;
    private string? _lastHead;

    public KilledJournal(Durability durability)
    {
        // A ring on tmpfs, as in production, where there is one.
        var memory = Directory.Exists("/dev/shm") ? "/dev/shm" : _root;
        _ring = Path.Combine(memory, Path.GetFileName(_root) + "-ring");
        var keyFile = Path.Combine(_root, "checkpoint.key");
        CheckpointKeyFile.Create(keyFile);
        _key = CheckpointKeyFile.ReadPublic(keyFile + CheckpointKeyFile.PublicExtension);
        Options = new JournalOptions
        {
            DataDirectory = Path.Combine(_root, "data"),
            RingDirectory = _ring,
            RingBytes = 1 << 20,
            SegmentBytes = 1 << 20,
            Durability = durability,
        };
    }

    public JournalOptions Options { get; }

    public int OrdersLeft => _orders.Count;

    /// <summary>Last sequence under a checkpoint when it was last looked at.</summary>
    public long Sealed { get; private set; }

    /// <summary>Notes orders that have left: none before its record was safe, none twice.</summary>
    public void Note(IReadOnlyList<LeftOrder> orders)
    {
        foreach (var (order, sequence, watermark) in orders)
        {
            Assert.True(sequence <= watermark, $"order {order} of record {sequence} left while only {watermark} was safe");
            Assert.True(_orders.TryAdd(order, sequence), $"order {order} left twice");
        }
    }

    /// <summary>The power went out: what was only in memory is gone.</summary>
    public void LoseRing()
    {
        if (Directory.Exists(_ring))
        {
            Directory.Delete(_ring, recursive: true);
        }
    }

    public RecoveryVerdict Inspect() => Recovery.Inspect(Options.DataDirectory, _ring).Verdict;

    /// <summary>
    /// Recovers the journal and replays it: gapless, identical record by record, and with the decision of every order
    /// that has left. Answers the number of records and the state hash.
    /// </summary>
    public ReplayReport RecoverAndReplay()
    {
        JournalStore.Open(Options, new SystemClock()).Dispose();
        AssertSealHolds();
        using var keys = new KeyRing(new SealKey(1, SHA256.HashData("seal"u8)));
        using var replayer = new Replayer(keys);
        using var reader = JournalReader.Open(Options.DataDirectory);
        var missing = new Dictionary<ulong, long>(_orders);
        var expected = 1L;
        while (reader.TryRead(out var record))
        {
            Assert.Equal(expected++, record.Sequence);
            replayer.Replay(in record);
            var decision = RecordPayload.ReadDecision(record.Payload, (EventKind)record.Type);
            if (decision.Passes && missing.Remove(decision.OrderId.Value, out var sequence))
            {
                Assert.Equal(sequence, record.Sequence);
            }
        }

        var report = replayer.Report();
        Assert.True(missing.Count == 0, $"{missing.Count} orders left whose decision is lost; the first: {missing.FirstOrDefault()}");
        Assert.Null(report.FirstDifference);
        Assert.Equal(report.Records, report.Identical);
        return report;
    }

    /// <summary>What is sealed is what the disk holds, and continues what was sealed before the kill.</summary>
    private void AssertSealHolds()
    {
        var head = _lastHead is null ? null : Convert.FromHexString(_lastHead);
        var audit = new CheckpointAudit(Options.DataDirectory, [_key], head).Run();

        // A torn last checkpoint is not yet cut: nobody has begun to seal again.
        Assert.All(audit.Problems, problem => Assert.Contains("is torn", problem, StringComparison.Ordinal));
        Assert.True(audit.SealedSequence >= Sealed);
        Sealed = audit.SealedSequence;
        _lastHead = audit.Head;
    }

    public void Dispose()
    {
        _key.Dispose();
        LoseRing();
        Directory.Delete(_root, recursive: true);
    }
}
