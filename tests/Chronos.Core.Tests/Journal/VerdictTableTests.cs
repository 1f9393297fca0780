using Chronos.Core.Journal;
using Chronos.Core.Model;
using Chronos.Core.Replay;
using Chronos.Core.Tests.Journal.Proof;
using Chronos.Core.Tests.Scenarios;

namespace Chronos.Core.Tests.Journal;

/// <summary>
/// Every verdict with a journal whose bytes are always the same: what is found, what is said, what is done. The three that
/// the layers above give (V12 to V14) have a test each of a whole engine.
/// </summary>
public class VerdictTableTests
{
    private static readonly VerdictCase[] Cases =
    [
        new(RecoveryVerdict.Clean, "81888d6c975ee8b0", j => j.Write(3, FrameType.Close), "the records end, only zeros follow", null, RecoveryVerdict.Clean) { Last = 12 },
        new(RecoveryVerdict.UncleanEmptyTail, "b231fa5d2e061e67", j => j.Write(3), "the records end, only zeros follow", null, RecoveryVerdict.UncleanEmptyTail) { Last = 12 },
        new(RecoveryVerdict.TornTail, "bdc2c39e6329921d", j => j.Write(3).Edit(0, b => b.AsSpan(j.Batches[2].End - 16).Clear()), "the last batch was never synced", null, RecoveryVerdict.UncleanEmptyTail) { Last = 11 },
        new(RecoveryVerdict.Corrupt, "99280306c6ec51c9", j => j.Write(3, FrameType.Close).Edit(0, b => b[j.Batches[1].Start + JournalFrame.Bytes + 50] ^= 1), "a record does not match its CRC, and later batches follow", RefusalCode.Corrupt, null),
        new(RecoveryVerdict.BrokenChain, "136dceba24b0302d", j => j.Write(3, FrameType.Close).Edit(0, b => Remove(b, j.Batches[0])), "frame for sequence 5 stands here", RefusalCode.Corrupt, null),
        new(RecoveryVerdict.MissingSegment, "843a0d22cc9c7082", j => File.Delete(j.Write(2, segments: 3).Segments[1]), "segment 3 stands where segment 2 should", RefusalCode.Corrupt, null),
        new(RecoveryVerdict.Truncated, "7db806309cded77c", j => File.Delete(j.Write(2, segments: 2, keepsRing: true).Segments[1]), "says sequence 16 had been synced", RefusalCode.Corrupt, null),
        new(RecoveryVerdict.HeaderRepaired, "be54852934113e19", j => j.Write(2, FrameType.Close).Edit(0, b => b[60] ^= 4), "at byte 0, sequence 1: bad header copy", null, RecoveryVerdict.Clean) { Last = 8 },
        new(RecoveryVerdict.HeaderCorrupt, "d8b2533b0c9ec2c1", j => j.Write(2, FrameType.Close).Edit(0, b => b[60] = b[4096 + 60] ^= 4), "both header copies are damaged", RefusalCode.Corrupt, null),
        new(RecoveryVerdict.Foreign, "d4bc05f64ee8223a", j => j.Write(2, FrameType.Close, isForeign: true), "belongs to engine 65666768696a6b6c6d6e6f7071727374, stream 0", RefusalCode.Foreign, null),
        new(RecoveryVerdict.Future, "31bb157fa8af6ec6", j => j.Write(2, FrameType.Close).Edit(0, b => b[8] = b[4096 + 8] = 3), "format version 3", RefusalCode.Foreign, null),
        new(RecoveryVerdict.RingAhead, "2c2de7f52ef0de3a", j => j.Write(2, ringAhead: 5), "holds 5 records after sequence 8", null, RecoveryVerdict.UncleanEmptyTail) { Last = 13 },
        new(RecoveryVerdict.RingIgnored, "a0d7c624b90aa385", j => j.Write(2, FrameType.Close, ringAhead: 5, isOtherBoot: true), "made by another engine or before the machine was started", null, RecoveryVerdict.Clean) { Last = 8 },
        new(RecoveryVerdict.Device, "ea45dc4d49131863", Unreadable, "Input/output error", RefusalCode.Device, null),
    ];

    private static readonly Dictionary<RecoveryVerdict, string> Elsewhere = new()
    {
        [RecoveryVerdict.Busy] = nameof(AJournalInUseIsBusy),
        [RecoveryVerdict.ProgramMismatch] = nameof(AJournalOfAnotherModeIsProgramMismatch),
        [RecoveryVerdict.Nondeterminism] = nameof(AJournalThatReplaysDifferentlyIsNondeterminism),
        [RecoveryVerdict.SnapshotBad] = nameof(ABadSnapshotIsToldAndPassedOver),
    };

    public static TheoryData<int> Verdicts => [.. Cases.Select(c => (int)c.Verdict)];

    [Fact]
    public void EveryVerdictHasACase() =>
        Assert.Equal(Enum.GetValues<RecoveryVerdict>().Order(), Cases.Select(c => c.Verdict).Concat(Elsewhere.Keys).Order());

    [Theory]
    [MemberData(nameof(Verdicts))]
    public void IsGivenSaidAndActedOn(int verdict)
    {
        var row = Cases.Single(c => (int)c.Verdict == verdict);
        using var journal = new GoldenJournal();
        row.Make(journal);
        Assert.Equal(row.Golden, journal.Hash());

        var report = journal.Journal.Inspect();
        Assert.True(report.Verdict == row.Verdict, $"{report.Verdict}: {report.Message}");
        Assert.Contains(row.Says, report.Message, StringComparison.Ordinal);
        Assert.Equal(row.Code is not null, report.IsRefused);
        Assert.Equal(row.Golden, journal.Hash());
        if (row.Code is { } code)
        {
            var refusal = Assert.Throws<JournalRefusedException>(() => journal.Journal.Open());
            Assert.Equal((row.Verdict, code), (refusal.Verdict!.Value, refusal.Code));
            Assert.Contains(row.Says, refusal.Message, StringComparison.Ordinal);
            Assert.Equal(row.Golden, journal.Hash());
        }
        else
        {
            AssertOpens(journal, row);
        }
    }

    [Fact]
    public void AJournalInUseIsBusy()
    {
        using var journal = new GoldenJournal();
        journal.Write(2, FrameType.Close);
        using var first = journal.Journal.Open();
        var refusal = Assert.Throws<JournalRefusedException>(() => journal.Journal.Open());
        Assert.Equal((RecoveryVerdict.Busy, RefusalCode.Busy), (refusal.Verdict!.Value, refusal.Code));
        Assert.Contains("is open in another process", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AJournalOfAnotherModeIsProgramMismatch()
    {
        var root = Traded();
        var refusal = Assert.Throws<JournalRefusedException>(() => new EngineFixture(
            s =>
            {
                s.Mode = EngineMode.Shadow;
            },
            root));
        Directory.Delete(root, recursive: true);
        Assert.Equal((RecoveryVerdict.ProgramMismatch, RefusalCode.Foreign), (refusal.Verdict!.Value, refusal.Code));
        Assert.Contains("is of mode Paper", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AJournalThatReplaysDifferentlyIsNondeterminism()
    {
        var refusal = RefusalOfForged(RecordPayload.HeadBytes);
        Assert.Equal((RecoveryVerdict.Nondeterminism, RefusalCode.ReplayMismatch), (refusal.Verdict!.Value, refusal.Code));
        Assert.Contains("does not replay to what it recorded", refusal.Message, StringComparison.Ordinal);
    }

    /// <summary>Whole by every CRC, and with a length of its input that no engine writes.</summary>
    [Fact]
    public void ARecordThatMakesNoSenseIsCorrupt()
    {
        var refusal = RefusalOfForged(0);
        Assert.Equal((RecoveryVerdict.Corrupt, RefusalCode.Corrupt), (refusal.Verdict!.Value, refusal.Code));
        Assert.Contains("input length 33 does not fit", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ABadSnapshotIsToldAndPassedOver()
    {
        var root = Traded(new FollowerOptions());
        var snapshot = JournalFiles.Snapshots(Path.Combine(root, "data")).Single();
        var bytes = File.ReadAllBytes(snapshot);
        bytes[300] ^= 1;
        File.WriteAllBytes(snapshot, bytes);
        using var f = new EngineFixture(directory: root);
        Assert.Equal(0, f.Engine.Recovered.SnapshotSequence);
        var told = Assert.Single(f.Engine.RecoveryFindings, x => x.Verdict == RecoveryVerdict.SnapshotBad);
        Assert.StartsWith(snapshot, told.Message, StringComparison.Ordinal);
    }

    private static void AssertOpens(GoldenJournal journal, VerdictCase row)
    {
        using (var store = journal.Journal.Open())
        {
            Assert.Equal((row.Verdict, row.After, row.Last), (store.Found.Verdict, store.Report.Verdict, store.LastSequence));
            using var reader = store.OpenReader();
            Assert.Equal(row.Last, JournalFixture.AssertRecords(reader));
        }

        Assert.Equal(row.Verdict == RecoveryVerdict.TornTail ? 1 : 0, Directory.GetFiles(journal.Data, "*.broken").Length);
        Assert.Equal(row.Verdict == RecoveryVerdict.RingIgnored, File.Exists(journal.Journal.RingFile + ".kept"));
        var after = journal.Hash();
        using var again = journal.Journal.Open();
        Assert.Equal(after, journal.Hash());
    }

    /// <summary>A byte of the last record's payload is changed, and every CRC made to fit.</summary>
    private static JournalRefusedException RefusalOfForged(int place)
    {
        var root = Traded();
        var forger = new Forger(Path.Combine(root, "data"));
        var stop = forger.Segments[^1].Items.FindLast(i => Forger.HeaderOf(i).Type == (ushort)EventKind.EngineStop)!;
        stop[JournalRecord.HeaderBytes + place] ^= 1;
        forger.Save();
        var refusal = Assert.Throws<JournalRefusedException>(() => new EngineFixture(directory: root));
        Directory.Delete(root, recursive: true);
        return refusal;
    }

    private static string Traded(FollowerOptions? follower = null)
    {
        using var f = new EngineFixture(s => s.Follower = follower, keepDirectory: true);
        f.Arm();
        f.Quote("BTCUSDT", "87000", "87001");
        f.Propose(f.Limit(1, OrderSide.Buy, "0.01", "87001"));
        Assert.True(f.Engine.Stop());
        return f.Root;
    }

    private static void Remove(byte[] bytes, (int Start, int End) batch)
    {
        var rest = bytes[batch.End..];
        rest.CopyTo(bytes, batch.Start);
        bytes.AsSpan(batch.Start + rest.Length).Clear();
    }

    /// <summary>What cannot be read at its beginning: the memory of a process.</summary>
    private static void Unreadable(GoldenJournal journal)
    {
        var id = Path.Combine(journal.Write(2, FrameType.Close).Data, JournalFiles.EngineIdName);
        File.Delete(id);
        File.CreateSymbolicLink(id, "/proc/self/mem");
    }
}
