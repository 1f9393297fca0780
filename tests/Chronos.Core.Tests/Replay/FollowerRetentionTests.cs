using System.Security.Cryptography;
using Chronos.Core.Books;
using Chronos.Core.Clocks;
using Chronos.Core.Engine;
using Chronos.Core.Journal;
using Chronos.Core.Replay;
using Chronos.Core.Signing;
using Chronos.Core.Tests.Journal;
using Chronos.Core.Tests.Pipeline;
using Chronos.Core.Tests.Scenarios;

namespace Chronos.Core.Tests.Replay;

/// <summary>A follower that lets segments go, and starts on what is left.</summary>
public sealed class FollowerRetentionTests : IDisposable
{
    private const int SegmentBytes = 64 * 1024;

    private readonly JournalFixture _journal = new();
    private readonly PipelineFixture _f = new(new TestPolicy());

    public FollowerRetentionTests() => new RandomEvents(_f, 11, new TestPolicy()).Run(1_500, _ => { });

    [Fact]
    public void RemovesNothingBeforeItIsSealed()
    {
        Run(sealedSequence: 0, archive: null);
        Assert.EndsWith(JournalFiles.SegmentName(1), _journal.Segments()[0], StringComparison.Ordinal);
        Assert.Equal(4, JournalFiles.Snapshots(_journal.Data).Length);
    }

    [Fact]
    public void RemovesNothingBeforeItIsArchived()
    {
        Run(sealedSequence: long.MaxValue, new ArchiveMarkFile(Path.Combine(_journal.Data, JournalFiles.ArchivedName)));
        Assert.EndsWith(JournalFiles.SegmentName(1), _journal.Segments()[0], StringComparison.Ordinal);
    }

    [Fact]
    public void AStartGoesOnFromASnapshotWhenTheBeginningIsGone()
    {
        var removed = Run(sealedSequence: long.MaxValue, archive: null);
        Assert.True(removed > 0);
        Assert.Equal(removed + 1, JournalReader.FirstSequence(_journal.Data));
        Assert.Equal(RecoveryVerdict.Clean, _journal.Inspect().Verdict);
        var snapshots = JournalFiles.Snapshots(_journal.Data);

        // Two snapshots stand for what is gone: the newest may turn out bad.
        var first = Start();
        Truncate(snapshots[0]);
        var second = Start();
        Assert.Equal(Convert.ToHexStringLower(_f.State.Hash()), first.StateHash);
        Assert.Equal(first.StateHash, second.StateHash);
        Assert.True(second.SnapshotSequence < first.SnapshotSequence && second.SnapshotSequence >= removed);
    }

    [Fact]
    public void AStartWithoutASnapshotOfWhatIsGoneIsRefused()
    {
        Run(sealedSequence: long.MaxValue, archive: null);
        Array.ForEach(JournalFiles.Snapshots(_journal.Data), Truncate);

        var refused = Assert.Throws<JournalRefusedException>(Start);
        Assert.Equal((RecoveryVerdict.SnapshotBad, RefusalCode.Corrupt), (refused.Verdict!.Value, refused.Code));
    }

    public void Dispose()
    {
        _f.Dispose();
        _journal.Dispose();
    }

    /// <summary>A whole run with a follower behind it; answers up to where it has removed segments.</summary>
    private long Run(long sealedSequence, IArchiveMark? archive)
    {
        using var store = _journal.OpenAndStart(SegmentBytes, ringBytes: 1 << 20);
        var source = new FollowerSource
        {
            Reader = store.OpenReader(),
            Directory = _journal.Data,
            EngineId = store.EngineId.ToArray(),
            Disk = new DiskSync(),
            Clock = new SystemClock(),
            Written = () => store.Watermarks.Written,
            End = () => store.Watermarks.Synced,
            Sealed = () => sealedSequence,
        };
        var options = new FollowerOptions
        {
            SnapshotRecords = 300,
            Retention = new RetentionOptions { AgeNanosMax = 1, Archive = archive },
        };
        using var follower = new Follower(source, options, new EngineState(), snapshotSequence: 0);
        follower.Start();
        foreach (var record in _f.Journal.Records)
        {
            Append(store, record);
        }

        Assert.True(store.Stop());
        follower.Stop(drains: true);
        Assert.Equal((null, null), (follower.Status.Alarm, follower.Status.SnapshotFailure));
        Assert.Equal(_f.Journal.Records.Count, follower.Status.Sequence);
        return follower.Status.RemovedSequence;
    }

    private ReplayReport Start()
    {
        using var keys = new KeyRing(new SealKey(1, SHA256.HashData("seal"u8)));
        var (store, replayer, _) = EngineRecovery.Run(new ChronosOptions
        {
            Policy = SamplePolicy.Load(),
            Keys = keys,
            Journal = new JournalOptions
            {
                DataDirectory = _journal.Data,
                RingDirectory = _journal.Ring,
                SegmentBytes = SegmentBytes,
                RingBytes = 1 << 20,
            },
            Venues = [],
        });
        using (store)
        using (replayer)
        {
            return replayer.Report();
        }
    }

    private static void Truncate(string path)
    {
        using var file = new FileStream(path, FileMode.Open);
        file.SetLength(file.Length - 1);
    }

    private static unsafe void Append(JournalStore store, MemoryJournal.Record record)
    {
        byte* place;
        while ((place = store.Ring.TryReserve(record.Payload.Length)) == null)
        {
            Thread.Sleep(1);
        }

        record.Payload.CopyTo(new Span<byte>(place, record.Payload.Length));
        store.Ring.Commit((ushort)record.Kind, 1, record.Sequence, record.TimeNanos, 1);
        store.Ring.Publish();
    }
}
