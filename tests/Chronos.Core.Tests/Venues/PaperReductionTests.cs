using Chronos.Core.Model;
using Chronos.Core.Routing;
using Chronos.Core.Tests.Pipeline;
using Chronos.Core.Venues;

namespace Chronos.Core.Tests.Venues;

/// <summary>Stops and reductions at the paper venue: a stop fills at whatever price once the market is there, and neither turns a position.</summary>
public class PaperReductionTests
{
    private const long One = PipelineFixture.One;

    [Theory]
    [InlineData(OrderSide.Sell, 96, 98, false)]
    [InlineData(OrderSide.Sell, 95, 97, true)]
    [InlineData(OrderSide.Sell, 80, 82, true)]
    [InlineData(OrderSide.Buy, 103, 104, false)]
    [InlineData(OrderSide.Buy, 103, 105, true)]
    [InlineData(OrderSide.Buy, 118, 120, true)]
    public void AStopTakesTheTouchOnceTheMarketIsAtItsTrigger(OrderSide side, long bid, long ask, bool triggers)
    {
        var f = Holding(side == OrderSide.Sell ? 5 : -5);
        f.Quote();
        f.Stop(side, 5, side == OrderSide.Sell ? 95 : 105);
        f.Quote(bid, ask);

        Assert.Equal(triggers ? [(5, side == OrderSide.Sell ? bid : ask)] : [], f.Fills);
    }

    [Fact]
    public void ATriggeredStopGoesOnWithEveryQuoteUntilItIsDone()
    {
        var f = Holding(10);
        f.Quote();
        f.Stop(OrderSide.Sell, 10, 95);
        f.Quote(95, 97, bidSize: 4);
        f.Quote(98, 99, bidSize: 0);
        f.Quote(98, 99, bidSize: 20);

        Assert.Equal([(4, 95), (6, 98)], f.Fills);
        Assert.All(f.Reports.Where(r => r.Kind == ReportKind.Fill), r => Assert.Equal(ReportFlags.Simulated, r.Flags));
    }

    [Fact]
    public void AStopTheMarketHasPassedAlreadyTradesAtOnce()
    {
        var f = Holding(5);
        f.Quote(90, 91);
        f.Stop(OrderSide.Sell, 5, 95);

        Assert.Equal([ReportKind.Acknowledged, ReportKind.Fill], f.Kinds);
    }

    [Fact]
    public void AStopWaitsWhereThereIsNoQuoteYet()
    {
        var f = Holding(5);
        f.Stop(OrderSide.Sell, 5, 95);
        Assert.Equal([ReportKind.Acknowledged], f.Kinds);

        f.Quote(94, 96);

        Assert.Equal([(5, 94)], f.Fills);
    }

    [Fact]
    public void TheOldestStopTradesFirst()
    {
        var f = Holding(10);
        f.Quote();
        var older = f.Stop(OrderSide.Sell, 5, 94);
        var newer = f.Stop(OrderSide.Sell, 5, 95);
        f.Quote(90, 92, bidSize: 7);

        Assert.Equal([older, newer], f.Reports.Where(r => r.Kind == ReportKind.Fill).Select(r => r.Order));
        Assert.Equal([(5, 90), (2, 90)], f.Fills);
    }

    [Fact]
    public void AStopIsCanceledAsAnyOrder()
    {
        var f = Holding(5);
        f.Quote();
        f.Cancel(f.Stop(OrderSide.Sell, 5, 95));
        f.Quote(90, 91);

        Assert.Equal([ReportKind.Acknowledged, ReportKind.Canceled], f.Kinds);
    }

    [Theory]
    [InlineData(TimeInForce.Gtc, 3, new[] { ReportKind.Acknowledged, ReportKind.Fill, ReportKind.Canceled })]
    [InlineData(TimeInForce.Ioc, 3, new[] { ReportKind.Acknowledged, ReportKind.Fill, ReportKind.Canceled })]
    [InlineData(TimeInForce.Fok, 0, new[] { ReportKind.Acknowledged, ReportKind.Canceled })]
    public void AReductionFillsWhatClosesThePositionAndNoMore(TimeInForce timeInForce, long filled, ReportKind[] kinds)
    {
        var f = Holding(3);
        f.Quote();
        f.Send(OrderSide.Sell, 5, 99, timeInForce, reduces: true);

        Assert.Equal(filled, f.Fills.Sum(p => p.Quantity));
        Assert.Equal(kinds, f.Kinds);
    }

    [Fact]
    public void ARestingReductionIsCanceledWhenNothingIsLeft()
    {
        var f = Holding(5);
        f.Quote();
        var resting = f.Send(OrderSide.Sell, 5, 105, reduces: true);
        f.Send(OrderSide.Sell, 5, 99, TimeInForce.Ioc, reduces: true);

        f.Quote(105, 106);

        Assert.Equal((resting, ReportKind.Canceled), (f.Reports[^1].Order, f.Reports[^1].Kind));
        Assert.Equal([(5, 99)], f.Fills);
    }

    [Fact]
    public void AReductionOfNothingIsCanceledAtOnce()
    {
        var f = new PaperFixture();
        f.Quote();
        f.Send(OrderSide.Sell, 5, 105, reduces: true);
        f.Stop(OrderSide.Sell, 5, 95);

        Assert.Equal([ReportKind.Acknowledged, ReportKind.Canceled, ReportKind.Acknowledged, ReportKind.Canceled], f.Kinds);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void NoReductionEverTurnsAPosition(int seed)
    {
        var random = new Random(seed);
        var f = new PaperFixture();
        for (var i = 0; i < 500; i++)
        {
            var bid = random.Next(95, 105);
            f.Quote(bid, bid + random.Next(1, 3), random.Next(0, 20), random.Next(0, 20));
            var side = random.Next(2) == 0 ? OrderSide.Buy : OrderSide.Sell;
            var before = f.Reports.Count;
            switch (random.Next(3))
            {
                case 0: f.Send(side, random.Next(1, 15), random.Next(94, 108), TimeInForce.Ioc); break;
                case 1: f.Stop(side, random.Next(1, 15), random.Next(94, 108)); break;
                default: f.Send(side, random.Next(1, 15), random.Next(94, 108), (TimeInForce)random.Next(1, 4), reduces: true); break;
            }

            Assert.True(f.Reports.Count > before);
        }

        var entries = f.Entries;
        var position = 0L;
        foreach (var r in f.Reports.Where(r => r.Kind == ReportKind.Fill))
        {
            var after = position + (r.Side == OrderSide.Buy ? r.LastQuantity.Units : -r.LastQuantity.Units);
            Assert.True(entries.Contains(r.Order) || (Math.Abs(after) < Math.Abs(position) && after * Math.Sign(position) >= 0), $"{position} to {after}");
            position = after;
        }
    }

    [Fact]
    public void ResumesAStopThatHasBegunToTradeAsTriggered()
    {
        BaselineOrder[] orders = [Resting(1, filled: 0), Resting(2, filled: 2)];
        var f = new PaperFixture(orders: orders, positions: [new BaselinePosition(new AccountId(0), new InstrumentId(0), Quantity.FromUnits(9 * One), default)]);

        f.Quote();
        Assert.Equal([2ul], f.Reports.Where(r => r.Kind == ReportKind.Fill).Select(r => r.Order.Value));
        f.Quote(95, 97);
        Assert.Equal([2ul, 1ul], f.Reports.Where(r => r.Kind == ReportKind.Fill).Select(r => r.Order.Value));
    }

    private static BaselineOrder Resting(ulong id, long filled) => new(
        new OrderId(id), new InstrumentId(0), new AccountId(0), OrderSide.Sell, OrderType.StopMarket, true, TimeInForce.Gtc,
        Price.FromUnits(95 * One), Quantity.FromUnits(3 * One), Quantity.FromUnits(filled * One), true);

    private static PaperFixture Holding(long position) => new(
        positions: [new BaselinePosition(new AccountId(0), new InstrumentId(0), Quantity.FromUnits(position * One), default)]);
}
