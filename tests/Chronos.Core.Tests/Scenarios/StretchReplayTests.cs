using Chronos.Core.Journal;
using Chronos.Core.Replay;
using Chronos.Core.Replay.Snapshots;
using Chronos.Core.Tests.Journal.Proof;

namespace Chronos.Core.Tests.Scenarios;

/// <summary>A replay in stretches shows what a plain one shows, or nothing.</summary>
public sealed class StretchReplayTests : IDisposable
{
    private readonly TradedJournal _journal = new();

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(16)]
    public void ShowsWhatAPlainReplayShows(int threads)
    {
        _journal.Trade(runs: 3);
        _journal.Trade(runs: 1, follows: false);

        var report = StretchReplay.TryRun(_journal.Data, keys: null, threads);

        Assert.Equal(_journal.ReplayAll() with { Stretches = 4 }, report);
    }

    [Fact]
    public void MakesSealsAnewInEveryStretch()
    {
        _journal.Trade(runs: 3);
        using var keys = EngineFixture.NewKeys();
        var plain = _journal.ReplayAll(keys);
        Assert.True(plain.SealsRecomputed > 10);

        Assert.Equal(plain with { Stretches = 4 }, StretchReplay.TryRun(_journal.Data, keys, threads: 2));
    }

    [Fact]
    public void NeedsThreadsAndSomethingThatDivides()
    {
        _journal.Trade(runs: 2);
        Assert.Null(StretchReplay.TryRun(_journal.Data, keys: null, threads: 1));
        Array.ForEach(JournalFiles.Snapshots(_journal.Data), File.Delete);
        Assert.Null(StretchReplay.TryRun(_journal.Data, keys: null, threads: 2));
    }

    /// <summary>One that cannot be used divides nothing; the others still do.</summary>
    [Fact]
    public void PassesOverAHeaderThatIsDamaged()
    {
        _journal.Trade(runs: 3);
        TradedJournal.Flip(JournalFiles.Snapshots(_journal.Data)[1], 40);

        Assert.Equal(_journal.ReplayAll() with { Stretches = 3 }, StretchReplay.TryRun(_journal.Data, keys: null, threads: 2));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void IsInconclusiveWhereASnapshotIsDamaged(int snapshot)
    {
        _journal.Trade(runs: 3);
        TradedJournal.Flip(JournalFiles.Snapshots(_journal.Data)[snapshot], SnapshotHeader.Bytes + 1_000);

        Assert.Null(StretchReplay.TryRun(_journal.Data, keys: null, threads: 2));
    }

    /// <summary>Good in itself: only that the stretch before it ends in other books, or behind another record, tells.</summary>
    [Theory]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(2, true)]
    [InlineData(0, false)]
    [InlineData(1, false)]
    [InlineData(2, false)]
    public void BelievesNoSnapshot(int snapshot, bool isTampered)
    {
        _journal.Trade(runs: 3);
        _journal.Trade(runs: 1, follows: false);
        TradedJournal.Rewrite(
            JournalFiles.Snapshots(_journal.Data)[snapshot], header => isTampered ? header.RecordCrc : header.RecordCrc + 1, isTampered);

        Assert.Null(StretchReplay.TryRun(_journal.Data, keys: null, threads: 2));
    }

    /// <summary>Every record of the journal, forged so that only deciding it again tells.</summary>
    [Fact]
    public void IsInconclusiveWhereARecordIsForged()
    {
        _journal.Trade(runs: 3);
        var whole = new Forger(_journal.Data);
        var records = whole.Segments.Sum(s => s.Items.Count(i => !Forger.IsFrame(i)));
        for (var sequence = 2L; sequence <= records; sequence += 5)
        {
            var forged = new Forger(_journal.Data);
            var (segment, index) = forged.Find(sequence);
            var original = (byte[])segment.Items[index].Clone();
            segment.Items[index][^1] ^= 1;
            forged.Save();

            Assert.Null(StretchReplay.TryRun(_journal.Data, keys: null, threads: 2));
            forged.Find(sequence).Segment.Items[index] = original;
            forged.Save();
        }

        Assert.NotNull(StretchReplay.TryRun(_journal.Data, keys: null, threads: 2));
    }

    public void Dispose() => _journal.Dispose();
}
