using Chronos.Core.Model;
using Chronos.Core.Routing;
using Chronos.Core.Tests.Pipeline;
using Chronos.Core.Venues;

namespace Chronos.Core.Tests.Venues;

public class PaperVenueTests
{
    private const long One = PipelineFixture.One;

    [Theory]
    [InlineData(OrderSide.Buy, 101, 101)]
    [InlineData(OrderSide.Buy, 105, 101)]
    [InlineData(OrderSide.Sell, 99, 99)]
    [InlineData(OrderSide.Sell, 95, 99)]
    public void FillsAMarketableOrderAtTheTouch(OrderSide side, long limit, long price)
    {
        var f = new PaperFixture();
        f.Quote();

        f.Send(side, 4, limit);

        Assert.Equal([ReportKind.Acknowledged, ReportKind.Fill], f.Kinds);
        Assert.Equal([(4, price)], f.Fills);
    }

    [Fact]
    public void UsesUpTheDisplayedSizeUntilTheNextQuote()
    {
        var f = new PaperFixture();
        f.Quote();
        f.Send(OrderSide.Buy, 7, 101, TimeInForce.Ioc);
        f.Send(OrderSide.Buy, 7, 101, TimeInForce.Ioc);
        f.Send(OrderSide.Buy, 7, 101, TimeInForce.Ioc);
        Assert.Equal([(7, 101), (3, 101)], f.Fills);

        f.Quote();
        f.Send(OrderSide.Buy, 7, 101, TimeInForce.Ioc);
        Assert.Equal([(7, 101), (3, 101), (7, 101)], f.Fills);
    }

    [Theory]
    [InlineData(TimeInForce.Ioc, 12, 101, new[] { ReportKind.Acknowledged, ReportKind.Fill, ReportKind.Canceled })]
    [InlineData(TimeInForce.Ioc, 5, 100, new[] { ReportKind.Acknowledged, ReportKind.Canceled })]
    [InlineData(TimeInForce.Fok, 12, 101, new[] { ReportKind.Acknowledged, ReportKind.Canceled })]
    [InlineData(TimeInForce.Fok, 10, 101, new[] { ReportKind.Acknowledged, ReportKind.Fill })]
    [InlineData(TimeInForce.PostOnly, 5, 101, new[] { ReportKind.Rejected })]
    [InlineData(TimeInForce.PostOnly, 5, 100, new[] { ReportKind.Acknowledged })]
    [InlineData(TimeInForce.Gtc, 12, 101, new[] { ReportKind.Acknowledged, ReportKind.Fill })]
    [InlineData(TimeInForce.Gtc, 5, 100, new[] { ReportKind.Acknowledged })]
    public void KeepsTheTimeInForce(TimeInForce timeInForce, long quantity, long price, ReportKind[] expected)
    {
        var f = new PaperFixture();
        f.Quote();

        f.Send(OrderSide.Buy, quantity, price, timeInForce);

        Assert.Equal(expected, f.Kinds);
    }

    [Fact]
    public void FillsARestingOrderAtItsOwnPriceInPartsWithTheMakerFee()
    {
        var f = new PaperFixture(new PaperVenueOptions { Name = "paper", TakerFeePpm = 1_000, MakerFeePpm = 100 });
        f.Quote();
        f.Send(OrderSide.Buy, 12, 100);
        f.Quote(97, 98, askSize: 5);
        f.Quote(97, 98, askSize: 50);

        Assert.Equal([(5, 100), (7, 100)], f.Fills);
        Assert.All(f.Reports.Where(r => r.Kind == ReportKind.Fill), r => Assert.True(r.Flags.HasFlag(ReportFlags.Maker)));
        Assert.Equal([5 * One / 100, 7 * One / 100], f.Reports.Where(r => r.Kind == ReportKind.Fill).Select(r => r.Fee.Units));
        Assert.Equal([5 * One, 12 * One], f.Reports.Where(r => r.Kind == ReportKind.Fill).Select(r => r.CumulativeQuantity.Units));
    }

    [Fact]
    public void FillsTheBestPriceFirstAndThenTheOldest()
    {
        var f = new PaperFixture();
        f.Quote(90, 110);
        var low = f.Send(OrderSide.Buy, 4, 100);
        var older = f.Send(OrderSide.Buy, 4, 101);
        var newer = f.Send(OrderSide.Buy, 4, 101);

        f.Quote(90, 100, askSize: 6);
        Assert.Equal([older, newer], f.Reports.Where(r => r.Kind == ReportKind.Fill).Select(r => r.Order));

        f.Quote(90, 100, askSize: 6);
        Assert.Equal([older, newer, newer, low], f.Reports.Where(r => r.Kind == ReportKind.Fill).Select(r => r.Order));
        Assert.Equal([(4, 101), (2, 101), (2, 101), (4, 100)], f.Fills);
    }

    [Fact]
    public void CancelsWhatRestsOnceAndRejectsTheRest()
    {
        var f = new PaperFixture();
        f.Quote();
        var id = f.Send(OrderSide.Buy, 5, 100);

        f.Cancel(id);
        f.Cancel(id);
        f.Cancel(new OrderId(999));
        f.Quote(90, 91);

        Assert.Equal([ReportKind.Acknowledged, ReportKind.Canceled, ReportKind.CancelRejected, ReportKind.CancelRejected], f.Kinds);
    }

    [Fact]
    public void RejectsWithoutAQuote()
    {
        var f = new PaperFixture();

        f.Send(OrderSide.Buy, 5, 100);

        Assert.Equal((ReportKind.Rejected, ReasonCode.VenueRejected), (f.Reports[0].Kind, f.Reports[0].Reason));
    }

    [Theory]
    [InlineData(333_333, 1, 1)]
    [InlineData(1, 1, 1)]
    [InlineData(0, 1, 0)]
    [InlineData(100_000, 30, 3 * One)]
    public void RoundsFeesUp(int ppm, long quantity, long fee)
    {
        if (ppm > 100_000)
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => new PaperVenue(new PaperVenueOptions { Name = "p", TakerFeePpm = ppm }));
            return;
        }

        var f = new PaperFixture(new PaperVenueOptions { Name = "paper", TakerFeePpm = ppm });
        f.Venue.OnQuote(Small(ppm == 1 ? 1 : One), f);
        f.Send(OrderSide.Buy, quantity, 1);

        Assert.Equal(fee, f.Reports[^1].Fee.Units);
    }

    [Fact]
    public void EveryReportIsMarkedSimulated()
    {
        var f = new PaperFixture();
        Play(f, 5);

        Assert.All(f.Reports, r => Assert.True(r.Flags.HasFlag(ReportFlags.Simulated)));
        Assert.Contains(f.Reports, r => r.Kind == ReportKind.Fill);
    }

    [Fact]
    public void ExecutionIdsNeverRepeatInARunAndCarryItsEpoch()
    {
        var f = new PaperFixture();
        Play(f, 6);
        var ids = f.Reports.Where(r => r.Kind == ReportKind.Fill).Select(r => r.ExecutionId).ToArray();

        Assert.Equal(ids.Length, ids.Distinct().Count());
        Assert.All(ids, id => Assert.Equal(3ul, id >> 40));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void TheSameOrdersAndQuotesGiveTheSameReports(int seed)
    {
        var first = new PaperFixture();
        var second = new PaperFixture();
        Play(first, seed);
        Play(second, seed);

        Assert.Equal(first.Reports, second.Reports);
        Assert.Equal(first.Snapshots, second.Snapshots);
    }

    [Fact]
    public void NeverFillsMoreThanShownNorThanOrderedNorWorseThanThePrice()
    {
        var f = new PaperFixture();
        var orders = Play(f, 9);

        foreach (var fills in f.Reports.Where(r => r.Kind == ReportKind.Fill).GroupBy(r => r.Order))
        {
            var (side, quantity, price) = orders[fills.Key];
            Assert.True(fills.Sum(r => r.LastQuantity.Units) <= quantity * One);
            Assert.All(fills, r => Assert.True(side == OrderSide.Buy ? r.LastPrice.Units <= price * One : r.LastPrice.Units >= price * One));
        }
    }

    [Fact]
    public void TellsWhatItHoldsAfterEveryFillFeesIncluded()
    {
        var f = new PaperFixture(new PaperVenueOptions { Name = "paper", TakerFeePpm = 10_000, OpeningBalance = Notional.FromUnits(1_000 * One) });
        f.Quote();
        f.Send(OrderSide.Buy, 10, 101);

        Assert.Equal((10 * One, 1_000 * One - 1_010 * One / 100), (f.Snapshots[^1].Position.Units, f.Snapshots[^1].Balance.Units));
    }

    [Fact]
    public void ResumesAnsweredOrdersAndCancelsTheOthers()
    {
        BaselineOrder[] orders =
        [
            Resting(1, acknowledged: true, TimeInForce.Gtc), Resting(2, acknowledged: false, TimeInForce.Gtc),
            Resting(3, acknowledged: true, TimeInForce.Ioc), Resting(4, acknowledged: true, TimeInForce.PostOnly),
        ];
        var f = new PaperFixture(orders: orders);
        Assert.Equal([(2ul, ReportKind.Canceled), (3ul, ReportKind.Canceled)], f.Reports.Select(r => (r.Order.Value, r.Kind)));

        f.Quote(90, 95);
        Assert.Equal([1ul, 4ul], f.Reports.Where(r => r.Kind == ReportKind.Fill).Select(r => r.Order.Value));
        Assert.All(f.Reports.Where(r => r.Kind == ReportKind.Fill), r => Assert.Equal(5 * One, r.CumulativeQuantity.Units));
    }

    private static BaselineOrder Resting(ulong id, bool acknowledged, TimeInForce timeInForce) => new(
        new OrderId(id), new InstrumentId(0), new AccountId(0), OrderSide.Buy, OrderType.Limit, false, timeInForce, Price.FromUnits(100 * One),
        Quantity.FromUnits(2 * One), Quantity.FromUnits(3 * One), acknowledged);

    private static Quote Small(long ask) => new(
        new InstrumentId(0), Price.FromUnits(1), Quantity.FromUnits(100 * One), Price.FromUnits(ask), Quantity.FromUnits(100 * One), 0);

    private static Dictionary<OrderId, (OrderSide Side, long Quantity, long Price)> Play(PaperFixture f, int seed)
    {
        var random = new Random(seed);
        var orders = new Dictionary<OrderId, (OrderSide, long, long)>();
        for (var i = 0; i < 500; i++)
        {
            var bid = random.Next(95, 105);
            f.Quote(bid, bid + random.Next(1, 3), random.Next(0, 20), random.Next(0, 20));
            var side = random.Next(2) == 0 ? OrderSide.Buy : OrderSide.Sell;
            var (quantity, price) = (random.Next(1, 15), random.Next(94, 108));
            orders.Add(f.Send(side, quantity, price, (TimeInForce)random.Next(1, 5)), (side, quantity, price));
            if (random.Next(4) == 0)
            {
                f.Cancel(orders.Keys.ElementAt(random.Next(orders.Count)));
            }
        }

        return orders;
    }
}
