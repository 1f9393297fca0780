using Chronos.Core.Journal;

namespace Chronos.Core.Tests.Journal;

public sealed class FailStopTests : IDisposable
{
    private readonly JournalFixture _journal = new();

    public void Dispose() => _journal.Dispose();

    [Theory]
    [InlineData("SyncData")]
    [InlineData("Write")]
    public void FirstFailureStopsEgressOnceAndForGood(string call)
    {
        using var store = _journal.OpenAndStart();
        JournalFixture.Append(store, 5);
        JournalFixture.WaitUntilSynced(store);
        JournalFixture.WaitUntil(() => store.SpareCount == 3);

        _journal.Disk.CallNames = call;
        _journal.Disk.FailAtCall = _journal.Disk.Calls + 1;
        JournalFixture.Append(store, 5);
        JournalFixture.WaitUntil(() => _journal.Failures.Count > 0);

        Assert.True(store.Watermarks.EgressStopped);
        Assert.False(store.Watermarks.MayLeave(1, Durability.Disk));
        Assert.Contains(call, File.ReadAllText(store.ReasonPath), StringComparison.Ordinal);
        Assert.False(store.Stop());
        Assert.Contains(call, Assert.Single(_journal.Failures), StringComparison.Ordinal);
        Assert.True(store.Watermarks.Synced < 10);
        Assert.True(File.Exists(_journal.RingFile));
    }

    [Fact]
    public void NothingIsLostWhenTheProcessComesBackAfterAFailedSync()
    {
        using (var store = _journal.OpenAndStart())
        {
            JournalFixture.Append(store, 5);
            JournalFixture.WaitUntilSynced(store);
            JournalFixture.WaitUntil(() => store.SpareCount == 3);
            _journal.Disk.CallNames = "SyncData";
            _journal.Disk.FailAtCall = _journal.Disk.Calls + 1;
            JournalFixture.Append(store, 20);
            JournalFixture.WaitUntil(() => _journal.Failures.Count > 0);
        }

        using var again = _journal.Open();
        Assert.Equal(25, again.LastSequence);
    }

    [Fact]
    public void EveryCallMayFailAndTheJournalStaysWhole()
    {
        for (var call = 1; ; call++)
        {
            using var journal = new JournalFixture();
            journal.Disk.FailAtCall = call;
            var published = RunUntilFailure(journal);
            if (journal.Disk.Calls < call)
            {
                Assert.True(call > 20);
                return;
            }

            journal.Disk.FailAtCall = 0;
            using var again = journal.Open();
            Assert.Equal(published, again.LastSequence);
            using var reader = again.OpenReader();
            Assert.Equal(published, JournalFixture.AssertRecords(reader));
        }
    }

    private static long RunUntilFailure(JournalFixture journal)
    {
        long published = 0;
        try
        {
            using var store = journal.OpenAndStart(segmentBytes: 16 * 1024, ringBytes: 64 * 1024);
            for (; published < 60; published++)
            {
                JournalFixture.Append(store, 1);
            }
        }
        catch (JournalRefusedException)
        {
            Assert.Equal(0, published);
        }

        return published;
    }
}
