using Chronos.Core.Clocks;
using Chronos.Core.Journal;
using Chronos.Core.Model;

namespace Chronos.Core.Tests.Journal;

/// <summary>When a disk is told to be slow, and when it halts; with a clock the test moves.</summary>
public class DiskWatchTests
{
    private const long Milli = 1_000_000;

    private readonly ManualClock _clock = new(1_000_000_000);
    private readonly SyncCounters _counters;
    private readonly List<string> _halts = [];
    private readonly DiskWatch _watch;
    private bool _noSpare;
    private string? _spareError;
    private bool _segmentDeleted;
    private TradingState _state = TradingState.Active;

    public DiskWatchTests()
    {
        _counters = new SyncCounters(_clock);
        _watch = new DiskWatch(_counters, () => _noSpare, () => _spareError, () => _segmentDeleted, _clock, () => _state, Halt);
    }

    [Theory]
    [InlineData(49, 0, null)]
    [InlineData(50, 1, "slow sync: 50 ms")]
    [InlineData(999, 1, "slow sync: 999 ms")]
    public void WarnsFrom50MillisAndHaltsNothing(int millis, long slow, string? trouble)
    {
        Sync(millis);
        _watch.Look();
        Assert.Equal((slow, 0L), (_counters.Slow, _counters.Stalled));
        Assert.Equal(trouble, _watch.Trouble);
        Assert.Empty(_halts);
    }

    [Fact]
    public void TellsOfASlowSyncForASecond()
    {
        Sync(60);
        Advance(999);
        _watch.Look();
        Assert.Equal("slow sync: 60 ms", _watch.Trouble);
        Advance(1);
        _watch.Look();
        Assert.Null(_watch.Trouble);
    }

    [Fact]
    public void HaltsWhileTheSyncIsStillUnderWay()
    {
        _counters.Begin();
        Advance(999);
        _watch.Look();
        Assert.Empty(_halts);
        Advance(1);
        _watch.Look();
        Assert.StartsWith("SlowSync", Assert.Single(_halts), StringComparison.Ordinal);
    }

    [Fact]
    public void HaltsForAStallThatEndedBetweenTwoLooks()
    {
        Sync(1000);
        Sync(1);
        _watch.Look();
        Assert.Single(_halts);
        _state = TradingState.Active;
        Advance(1000);
        _watch.Look();
        Assert.Single(_halts);
        Assert.Null(_watch.Trouble);
    }

    [Fact]
    public void HaltsAgainWhileTheCauseLasts()
    {
        (_noSpare, _spareError) = (true, "No space left on device");
        _watch.Look();
        _watch.Look();
        Assert.Equal("NoSpareSegment: no spare segment can be made: No space left on device", _watch.Trouble);
        Assert.Single(_halts);
        _state = TradingState.Reducing;
        Advance(250);
        _watch.Look();
        Assert.Equal(2, _halts.Count);
        (_noSpare, _spareError) = (false, null);
        _state = TradingState.Active;
        Advance(250);
        _watch.Look();
        Assert.Equal((2, null), (_halts.Count, _watch.Trouble));
    }

    [Fact]
    public void ABurstThatUsesSparesUpHaltsOnlyWhenNoneIsMadeForASecond()
    {
        _noSpare = true;
        _watch.Look();
        Advance(999);
        _watch.Look();
        Assert.Empty(_halts);
        Advance(1);
        _watch.Look();
        Assert.Single(_halts);
    }

    [Fact]
    public void HaltsForADeletedSegmentAndGoesOnHaltingForTheRun()
    {
        _segmentDeleted = true;
        _watch.Look();
        Assert.StartsWith("SegmentDeleted", Assert.Single(_halts), StringComparison.Ordinal);
        _state = TradingState.Active;
        Advance(250);
        _watch.Look();
        Assert.Equal(2, _halts.Count);
        Assert.StartsWith("SegmentDeleted", _watch.Trouble, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(TradingState.Halted)]
    [InlineData(TradingState.Killed)]
    public void AsksForNoHaltWhereAllIsHalted(TradingState state)
    {
        _state = state;
        _counters.Begin();
        Advance(5000);
        _watch.Look();
        Assert.Empty(_halts);
        Assert.NotNull(_watch.Trouble);
    }

    private bool Halt(string reason)
    {
        _halts.Add(reason);
        _state = TradingState.Halted;
        return true;
    }

    private void Sync(int millis)
    {
        _counters.Begin();
        Advance(millis);
        _counters.End();
    }

    private void Advance(int millis) => _clock.AdvanceTo(_clock.NowNanos() + (millis * Milli));
}
