using Chronos.Core.Commands;
using Chronos.Core.Journal;
using Chronos.Core.Model;

namespace Chronos.Core.Tests.Scenarios;

/// <summary>Flattening is a command and, right behind it, proposals that take the path of all others.</summary>
public class FlattenTests
{
    [Fact]
    public void ClosesWhatIsHeldByProposalsRightBehindTheCommand()
    {
        using var fixture = Holding();
        using var feed = new FeedReader(fixture);

        var report = fixture.Flatten();

        Assert.Equal((ReasonCode.None, 2, 2, 0), (report.Outcome, report.Proposals, report.Passed, report.WithoutMandate));
        var state = fixture.Engine.State;
        Assert.Equal((0L, 0L), (state.Positions[0, 0].Position, state.Positions[0, 1].Position));
        Assert.Equal(2, feed.Count);
        Assert.True(fixture.Engine.Stop());
        var kinds = Kinds(fixture);
        var at = kinds.LastIndexOf(EventKind.Command);
        Assert.Equal([EventKind.Command, EventKind.Proposal, EventKind.Proposal], kinds[at..(at + 3)]);
        Assert.Equal((true, 1), (fixture.Replay(fixture.Keys).IsIdentical, fixture.Replay().StateHashesConfirmed));
    }

    [Fact]
    public void ALongAndAShortAreClosedEachItsWay()
    {
        using var fixture = new EngineFixture();
        fixture.Arm();
        Quote(fixture);
        fixture.Propose(fixture.Limit(1, OrderSide.Buy, "0.1", "87001"));
        fixture.Propose(fixture.Limit(2, OrderSide.Sell, "2", "400", "ETHUSDT"));
        Assert.True(fixture.Engine.State.Positions[0, 1].Position < 0);

        Assert.Equal(2, fixture.Flatten().Passed);
        Assert.Equal((0L, 0L), (fixture.Engine.State.Positions[0, 0].Position, fixture.Engine.State.Positions[0, 1].Position));
    }

    [Fact]
    public void HaltedItIsRefusedAndReducedItPassesWithoutArming()
    {
        using var fixture = Holding();
        fixture.Command(CommandAction.Halt);
        Assert.Equal((ReasonCode.CommandRefused, 0), (fixture.Flatten().Outcome, fixture.Flatten().Proposals));

        Assert.Equal(ReasonCode.None, fixture.Command(CommandAction.Reduce));
        Assert.Equal(2, fixture.Flatten().Passed);
        Assert.Equal(TradingState.Reducing, fixture.Engine.TradingState);
        Assert.Equal(0, fixture.Engine.State.Positions[0, 0].Position);
    }

    [Theory]
    [InlineData(ScopeKind.Instrument, "ETHUSDT", 1)]
    [InlineData(ScopeKind.Strategy, "momentum", 2)]
    [InlineData(ScopeKind.Venue, "paper", 2)]
    public void ClosesItsScopeAlone(ScopeKind scope, string name, int expected)
    {
        using var fixture = Holding();

        Assert.Equal(expected, fixture.Flatten(scope, name).Passed);
        Assert.Equal(expected == 1, fixture.Engine.State.Positions[0, 0].Position != 0);
        Assert.Equal(0, fixture.Engine.State.Positions[0, 1].Position);
    }

    [Fact]
    public void GatesStillBlock()
    {
        using var fixture = Holding();
        fixture.Command(CommandAction.Halt, ScopeKind.Instrument, "ETHUSDT");

        var report = fixture.Flatten();

        Assert.Equal((2, 1), (report.Proposals, report.Passed));
        Assert.NotEqual(0, fixture.Engine.State.Positions[0, 1].Position);
    }

    [Fact]
    public void ARestingReductionKeepsItsPart()
    {
        using var fixture = Holding();
        fixture.Propose(fixture.Limit(7, OrderSide.Sell, "0.04", "87050"));

        Assert.Equal(2, fixture.Flatten().Passed);
        Assert.Equal(Quantity.Parse("0.04").Units, fixture.Engine.State.Positions[0, 0].Position);
    }

    [Fact]
    public void LeavesTheStrategysOwnNumbersFree()
    {
        using var fixture = Holding();
        fixture.Flatten();

        Assert.Equal(Verdict.Approve, fixture.Propose(fixture.Limit(3, OrderSide.Buy, "0.01", "87001")).Verdict);
    }

    [Fact]
    public void NothingHeldIsNothingProposed()
    {
        using var fixture = new EngineFixture();
        fixture.Arm();

        var report = fixture.Flatten();

        Assert.Equal((ReasonCode.None, 0, 0), (report.Outcome, report.Proposals, report.Passed));
    }

    [Fact]
    public void AKillFreesTheVenueAndTellsHowLongThatTook()
    {
        using var fixture = Holding();
        fixture.Propose(fixture.Limit(8, OrderSide.Buy, "0.02", "86950"));
        fixture.Propose(fixture.Limit(9, OrderSide.Buy, "0.02", "86951"));
        Assert.Equal(2, fixture.Engine.State.Orders.Count);

        Assert.Equal(ReasonCode.None, fixture.Command(CommandAction.Kill));
        fixture.Engine.WaitUntilIdle();

        var sweep = Assert.Single(fixture.Engine.Sweeps);
        Assert.Equal((2, true, 0), (sweep.Orders, sweep.IsQuiet, fixture.Engine.State.Orders.Count));
        Assert.Equal(ReasonCode.CommandRefused, fixture.Flatten().Outcome);
        Assert.Equal(ReasonCode.CommandAwaitsSecond, fixture.Command(CommandAction.Reduce, key: 500));
        Assert.Equal(ReasonCode.None, fixture.Confirm(500, CommandAction.Reduce));
        Assert.Equal(2, fixture.Flatten().Passed);
        Assert.True(fixture.Engine.Stop());
        Assert.True(fixture.Replay(fixture.Keys).IsIdentical);
    }

    private static EngineFixture Holding()
    {
        var fixture = new EngineFixture(setup => setup.Policy = SamplePolicy.Load(
            ("\"coolDownAfterLossMillis\": 5000", "\"coolDownAfterLossMillis\": 0")));
        fixture.Arm();
        Quote(fixture);
        fixture.Propose(fixture.Limit(1, OrderSide.Buy, "0.1", "87001"));
        fixture.Propose(fixture.Limit(2, OrderSide.Buy, "2", "400.1", "ETHUSDT"));
        Assert.NotEqual((0L, 0L), (fixture.Engine.State.Positions[0, 0].Position, fixture.Engine.State.Positions[0, 1].Position));
        return fixture;
    }

    private static void Quote(EngineFixture fixture)
    {
        fixture.Quote("BTCUSDT", "87000", "87001");
        fixture.Quote("ETHUSDT", "400", "400.1");
    }

    private static List<EventKind> Kinds(EngineFixture fixture)
    {
        using var reader = JournalReader.Open(fixture.DataDirectory);
        var kinds = new List<EventKind>();
        while (reader.TryRead(out var record))
        {
            kinds.Add((EventKind)record.Type);
        }

        return kinds;
    }

    /// <summary>Decisions told to the first strategy from now on.</summary>
    private sealed class FeedReader(EngineFixture fixture) : IDisposable
    {
        private readonly Chronos.Core.Engine.DecisionFeed _feed = fixture.Engine.OpenFeed(fixture.Policy.StrategyNamed("momentum"));

        public int Count
        {
            get
            {
                var count = 0;
                var decision = default(Decision);
                while (_feed.TryRead(ref decision))
                {
                    count++;
                }

                return count;
            }
        }

        public void Dispose() => Assert.Equal(0, _feed.Lost);
    }
}
