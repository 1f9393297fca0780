using Chronos.Core.Gates;
using Chronos.Core.Model;
using Chronos.Core.Tests.Books;
using Chronos.Core.Tests.Pipeline;

namespace Chronos.Core.Tests.Gates;

public class SelfTradeGateTests
{
    private const long One = PipelineFixture.One;
    private static readonly SelfTradeGate Gate = new();

    [Theory]
    [InlineData(OrderSide.Buy, 104, true)]
    [InlineData(OrderSide.Buy, 105, false)]
    [InlineData(OrderSide.Buy, 106, false)]
    [InlineData(OrderSide.Sell, 97, true)]
    [InlineData(OrderSide.Sell, 96, false)]
    [InlineData(OrderSide.Sell, 95, false)]
    public void BlocksWhatReachesOurBestRestingPriceOfAnyStrategy(OrderSide side, long price, bool passes)
    {
        using var f = Fixture("RefuseNew");
        f.Work(f.Order(OrderSide.Sell, 5, 107, strategy: 1));
        f.Work(f.Order(OrderSide.Sell, 5, 105, strategy: 1));
        f.Work(f.Order(OrderSide.Buy, 5, 95));
        f.Work(f.Order(OrderSide.Buy, 5, 96));

        var cap = f.Check(Gate, f.Order(side, 10, price));

        if (passes)
        {
            CapAssert.Passes(cap);
        }
        else
        {
            CapAssert.Blocks(cap, ReasonCode.SelfTrade, price * One, (side == OrderSide.Buy ? 105 : 96) * One);
        }
    }

    [Theory]
    [InlineData("RefuseNew")]
    [InlineData("CancelResting")]
    [InlineData("Shrink")]
    public void AStopMeetsNothingAndNothingMeetsAStop(string mode)
    {
        using var f = Fixture(mode);
        f.Hold(10);
        f.Work(f.Order(OrderSide.Buy, 5, 96, strategy: 1));

        CapAssert.Passes(f.Check(Gate, f.Stop(OrderSide.Sell, 10, 90) with { Flags = ProposalFlags.None }));
        f.Work(f.Stop(OrderSide.Sell, 10, 90));

        CapAssert.Passes(f.Check(Gate, f.Buy(10, 101)));
        Assert.Empty(f.Outbound.Cancels);
    }

    [Fact]
    public void TakesAMarketOrderAtItsWorstPrice()
    {
        using var f = Fixture("RefuseNew");
        f.Work(f.Order(OrderSide.Sell, 5, 106, strategy: 1));
        var market = f.Buy() with { Type = OrderType.Market, TimeInForce = TimeInForce.Ioc, LimitPrice = default };

        CapAssert.Blocks(f.Check(Gate, market), ReasonCode.SelfTrade, 106 * One, 106 * One);
    }

    [Fact]
    public void ForgetsAnOrderWhenItEndsAndNeverMindsOneThatCannotRest()
    {
        using var f = Fixture("RefuseNew");
        var canceled = f.Work(f.Order(OrderSide.Sell, 5, 103, strategy: 1));
        var filled = f.Work(f.Order(OrderSide.Sell, 5, 104, strategy: 1));
        f.Propose(f.Order(OrderSide.Sell, 5, 102, strategy: 1) with { TimeInForce = TimeInForce.Ioc });
        Assert.Equal(103 * One, f.Check(Gate, f.Buy(10, 105)).Limit);

        f.Answer(canceled, ReportKind.Canceled);
        Assert.Equal(104 * One, f.Check(Gate, f.Buy(10, 105)).Limit);

        f.Fill(filled, OrderSide.Sell, 4, 104);
        Assert.Equal(104 * One, f.Check(Gate, f.Buy(10, 105)).Limit);
        f.Fill(filled, OrderSide.Sell, 1, 104);
        CapAssert.Passes(f.Check(Gate, f.Buy(10, 105)));
        CapAssert.Passes(f.Check(Gate, f.Order(OrderSide.Buy, 10, 105, instrument: 1)));
    }

    [Fact]
    public void CancelRestingCancelsWhatWouldBeMetAndTakesTheOrderOnceItIsGone()
    {
        using var f = Fixture("CancelResting");
        var met = f.Work(f.Order(OrderSide.Sell, 5, 104, strategy: 1));
        var alsoMet = f.Work(f.Order(OrderSide.Sell, 5, 105, strategy: 1));
        var notMet = f.Work(f.Order(OrderSide.Sell, 5, 106, strategy: 1));

        Assert.Equal(ReasonCode.SelfTrade, f.Propose(f.Buy(10, 105)).Decision.Reason);
        Assert.Equal([met, alsoMet], f.Outbound.Cancels.Select(c => c.Id).OrderBy(id => id.Value));
        Assert.Equal(ReasonCode.SelfTrade, f.Propose(f.Buy(10, 105)).Decision.Reason);
        Assert.Equal(2, f.Outbound.Cancels.Count);

        CancelAll(f);
        Assert.Equal(Verdict.Approve, f.Propose(f.Buy(10, 105)).Decision.Verdict);
        Assert.Equal(1, f.State.Orders.Find(notMet).Quantity.Units / (5 * One));
        BookInvariants.Assert(f.State);
        f.AssertReplays();
    }

    [Theory]
    [InlineData("RefuseNew")]
    [InlineData("CancelResting")]
    [InlineData("Shrink")]
    public void AReductionPassesAndWhatItWouldMeetIsCanceledFirst(string mode)
    {
        using var f = Fixture(mode);
        f.Own(20);
        var resting = f.Work(f.Order(OrderSide.Buy, 5, 98, strategy: 1));
        f.Quote(97, 98);
        var handed = f.Outbound.Handed;

        Assert.Equal(Verdict.Approve, f.Propose(f.Sell(20, 97)).Decision.Verdict);

        Assert.Equal([resting], f.Outbound.Cancels.Select(c => c.Id));
        Assert.Equal(handed + 2, f.Outbound.Handed);
        Assert.True(f.Outbound.CancelWentBefore(f.Outbound.Orders[^1].Id));
        f.AssertReplays();
    }

    [Fact]
    public void ShrinkCutsToWhatIsShownAtABetterPrice()
    {
        using var f = Fixture("Shrink");
        f.Work(f.Order(OrderSide.Sell, 5, 103, strategy: 1));
        f.Quote(99, 101, size: 7);
        CapAssert.Cuts(f.Check(Gate, f.Buy(10, 103)), 7 * One, ReasonCode.SelfTrade, 103 * One, 103 * One);
        CapAssert.Passes(f.Check(Gate, f.Buy(7, 103)));

        f.Quote(101, 103, size: 7);
        CapAssert.Blocks(f.Check(Gate, f.Buy(1, 103)), ReasonCode.SelfTrade, 103 * One, 103 * One);
    }

    [Fact]
    public void LeavesItToAVenueThatPreventsIt()
    {
        using var f = Fixture("LeftToVenue");
        f.Work(f.Order(OrderSide.Sell, 5, 103, strategy: 1));

        Assert.Equal(Verdict.Approve, f.Propose(f.Buy(10, 105)).Decision.Verdict);
        Assert.Empty(f.Outbound.Cancels);
    }

    [Theory]
    [InlineData(OrderSide.Buy, 1, 102)]
    [InlineData(OrderSide.Sell, 97, 1_000_000_000)]
    public void KnowsThePricesThatMeetNothing(OrderSide side, long lowest, long highest)
    {
        using var f = Fixture("RefuseNew");
        Assert.Equal(PriceRange.All, f.PricesPassing(Gate, f.Order(side, 10, 100)));
        f.Work(f.Order(OrderSide.Sell, 5, 103, strategy: 1));
        f.Work(f.Order(OrderSide.Buy, 5, 96, strategy: 1));
        var unit = side == OrderSide.Buy ? Price.FromUnits(103 * One - 1) : Price.FromUnits(96 * One + 1);

        var range = f.PricesPassing(Gate, f.Order(side, 10, 100));

        Assert.Equal(unit, side == OrderSide.Buy ? range.Highest : range.Lowest);
        Assert.InRange(range.Lowest.Units, 1, lowest * One);
        Assert.InRange(range.Highest.Units, highest * One, highest * One + One);
    }

    private static PipelineFixture Fixture(string mode) => new(new TestPolicy().With("accounts", "selfTrade", $"\"{mode}\""));

    private static void CancelAll(PipelineFixture f)
    {
        foreach (var cancel in f.Outbound.Cancels.ToArray())
        {
            f.Report(new ExecutionReport
            {
                Order = cancel.Id, Kind = ReportKind.Canceled, Side = OrderSide.Sell, Flags = ReportFlags.AnswersCancel,
            });
        }
    }
}
