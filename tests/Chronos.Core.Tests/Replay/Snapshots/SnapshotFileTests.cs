using Chronos.Core.Books;
using Chronos.Core.Journal;
using Chronos.Core.Replay.Snapshots;
using Chronos.Core.Tests.Journal;
using Chronos.Core.Tests.Pipeline;

namespace Chronos.Core.Tests.Replay.Snapshots;

/// <summary>A snapshot is whole and of this engine, or it is passed over.</summary>
public sealed class SnapshotFileTests : IDisposable
{
    private static readonly byte[] Engine = [.. Enumerable.Range(1, 16).Select(i => (byte)i)];

    private readonly TemporaryDirectory _directory = new();
    private readonly PipelineFixture _f = new(new TestPolicy(), workingOrdersMax: 4);

    public SnapshotFileTests() => new RandomEvents(_f, 3, new TestPolicy()).Run(50, _ => { });

    [Fact]
    public void RestoresAlone()
    {
        var snapshot = SnapshotFile.Restore("x", Taken(), Engine);

        Assert.Equal(_f.State.Hash(), snapshot.State.Hash());
        Assert.Equal(_f.State.Policy!.Hash, snapshot.State.Policy!.Hash);
        Assert.Equal(
            (_f.State.Sequence, _f.State.NowNanos, 77u, 3u),
            (snapshot.Sequence, snapshot.Header.TimeNanos, snapshot.Header.RecordCrc, snapshot.Header.Epoch));
    }

    [Fact]
    public void NoticesEveryFlippedByte()
    {
        var bytes = Taken();
        for (var i = 0; i < bytes.Length; i++)
        {
            bytes[i] ^= (byte)(1 << i % 8);
            Assert.Throws<InvalidDataException>(() => SnapshotFile.Restore("x", bytes, Engine));
            bytes[i] ^= (byte)(1 << i % 8);
        }

        Assert.Equal(_f.State.Sequence, SnapshotFile.Restore("x", bytes, Engine).Sequence);
    }

    [Fact]
    public void NoticesEveryLengthButItsOwn()
    {
        var bytes = SnapshotFile.Of(Small(), Engine, 1, 1);
        for (var length = 0; length < bytes.Length; length++)
        {
            Assert.Throws<InvalidDataException>(() => SnapshotFile.Restore("x", bytes[..length], Engine));
        }

        Assert.Throws<InvalidDataException>(() => SnapshotFile.Restore("x", [.. bytes, 0], Engine));
    }

    [Fact]
    public void RefusesThatOfAnotherEngine() => AssertRefused(Taken(), [.. Engine.Reverse()], "belongs to engine");

    [Fact]
    public void RefusesThatOfAnotherBuild() => AssertRefused(
        Rewritten(h => h with { Layout = new byte[32] }), Engine, "laid out differently");

    [Fact]
    public void RefusesBooksThatDoNotHaveTheirHash() => AssertRefused(
        Rewritten(h => h with { StateHash = new byte[32] }), Engine, "state hash");

    [Fact]
    public void RefusesBooksOfAnotherRecord() => AssertRefused(
        Rewritten(h => h with { Sequence = h.Sequence + 1 }), Engine, "state hash");

    [Fact]
    public void PassesOverBadOnesAndTellsWhy()
    {
        var directory = Open();
        directory.Take(_f.State, 1, 1);
        var good = _f.State.Sequence;
        _f.Quote();
        directory.Take(_f.State, 2, 1);
        var path = Path.Combine(_directory.Path, JournalFiles.SnapshotName(_f.State.Sequence));
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..^1]);

        Assert.Equal([good], directory.Good().Select(s => s.Sequence));
        var finding = Assert.Single(directory.Findings);
        Assert.Equal(RecoveryVerdict.SnapshotBad, finding.Verdict);
        Assert.Contains(path, finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void KeepsTheNewest()
    {
        var directory = Open();
        var taken = new List<long>();
        for (var i = 0; i < 5; i++)
        {
            _f.Quote();
            directory.Take(_f.State, 1, 1);
            taken.Insert(0, _f.State.Sequence);
        }

        var left = Path.Combine(_directory.Path, JournalFiles.SnapshotName(1) + JournalFiles.TemporaryExtension);
        File.WriteAllText(left, "cut short");
        directory.Prune(2, taken[1]);

        Assert.Equal(taken.Take(3), directory.Good().Select(s => s.Sequence));
        Assert.False(File.Exists(left));
    }

    /// <summary>However many are taken: no more stay than may, the newest two among them, and no two neighbours are far apart.</summary>
    [Theory]
    [InlineData(4, 0.85)]
    [InlineData(8, 0.4)]
    [InlineData(20, 0.13)]
    public void KeepsTheOthersSpreadOverTheJournal(int kept, double gapMax)
    {
        var directory = Open();
        long[] steps = [1_000_017, 900_001, 1_300_000, 1];
        var (last, before) = (0L, 0L);
        for (var i = 0; i < 300; i++)
        {
            (before, last) = (last, last + steps[i % steps.Length]);
            File.WriteAllText(Path.Combine(_directory.Path, JournalFiles.SnapshotName(last)), "");
            directory.Prune(kept, last);

            long[] left = [0, .. JournalFiles.Snapshots(_directory.Path).Select(JournalFiles.SequenceOfSnapshot).Order()];
            Assert.Equal(Math.Min(kept, i + 1), left.Length - 1);
            Assert.Equal((before, last), (left[^2], left[^1]));
            if (i > 2 * kept)
            {
                Assert.InRange(left.Zip(left.Skip(1), (a, b) => b - a).Max(), 1, (long)(last * gapMax));
            }
        }
    }

    /// <summary>
    /// Two at or before the archive's mark stay and two behind it, the two oldest where it cannot be told, and the newest.
    /// </summary>
    [Theory]
    [InlineData(9, new[] { 9, 8 })]
    [InlineData(8, new[] { 9, 8, 7 })]
    [InlineData(6, new[] { 9, 8, 7, 6, 5 })]
    [InlineData(3, new[] { 9, 8, 5, 4, 3, 2 })]
    [InlineData(1, new[] { 9, 8, 3, 2, 1 })]
    [InlineData(0, new[] { 9, 8, 2, 1 })]
    public void KeepsWhatAnArchiveMayHaveToGoOnFrom(int archived, int[] left)
    {
        var directory = Open();
        var taken = new List<long> { 0 };
        for (var i = 0; i < 9; i++)
        {
            _f.Quote();
            directory.Take(_f.State, 1, 1);
            taken.Add(_f.State.Sequence);
        }

        directory.Prune(2, taken[9], taken[archived]);

        Assert.Equal(left.Select(i => taken[i]), directory.Good().Select(s => s.Sequence));
        Assert.Equal(left.Select(i => taken[i]).Where(s => s <= taken[5]), directory.Good(taken[5]).Select(s => s.Sequence));
    }

    /// <summary>
    /// A process that ends while it writes a snapshot leaves so many bytes under the temporary name, or under its own where
    /// the disk lost the end: the one before serves all the same.
    /// </summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void AnOlderOneServesWhereverWritingWasCut(bool isTemporary)
    {
        var directory = Open();
        var state = Small();
        directory.Take(state, 1, 1);
        var good = state.Sequence;
        state.NextSequence();
        var bytes = SnapshotFile.Of(state, Engine, 1, 1);
        var path = Path.Combine(_directory.Path, JournalFiles.SnapshotName(state.Sequence) + (isTemporary ? JournalFiles.TemporaryExtension : ""));
        using var file = new FileStream(path, FileMode.CreateNew);
        for (var length = 0; length < bytes.Length; length++)
        {
            Assert.Equal([good], directory.Good().Select(s => s.Sequence));
            file.WriteByte(bytes[length]);
            file.Flush();
        }

        Assert.Equal(isTemporary ? [good] : [state.Sequence, good], directory.Good().Select(s => s.Sequence));
    }

    [Fact]
    public void LeavesNothingWhereTheDiskFails()
    {
        var disk = new FaultyDisk { FailAlways = true, CallNames = nameof(IDisk.SyncAll) };
        var directory = new SnapshotDirectory(_directory.Path, Engine, disk);

        Assert.Throws<IOException>(() => directory.Take(_f.State, 1, 1));
        Assert.Empty(Directory.GetFiles(_directory.Path));
    }

    public void Dispose()
    {
        _f.Dispose();
        _directory.Dispose();
    }

    /// <summary>Books that have seen nothing but five sequences.</summary>
    private static EngineState Small()
    {
        var state = new EngineState();
        for (var i = 0; i < 5; i++)
        {
            state.NextSequence();
        }

        return state;
    }

    private SnapshotDirectory Open() => new(_directory.Path, Engine, new DiskSync());

    private byte[] Taken() => SnapshotFile.Of(_f.State, Engine, recordCrc: 77, epoch: 3);

    private byte[] Rewritten(Func<SnapshotHeader, SnapshotHeader> change)
    {
        var bytes = Taken();
        change(SnapshotHeader.Parse(bytes)).Write(bytes);
        return bytes;
    }

    private static void AssertRefused(byte[] bytes, byte[] engine, string why)
    {
        var refused = Assert.Throws<InvalidDataException>(() => SnapshotFile.Restore("x", bytes, engine));
        Assert.Contains(why, refused.Message, StringComparison.Ordinal);
    }
}
