using Chronos.Core.Books;
using Chronos.Core.Model;
using Chronos.Core.Quorum;
using Chronos.Core.Tests.Pipeline;
using FsCheck;
using FsCheck.Fluent;

namespace Chronos.Core.Tests.Books;

public class PositionBookTests
{
    private const long One = PipelineFixture.One;
    private const int Cases = 300;
    private const int FillsACase = 60;

    /// <summary>Signed position, its cost by average cost, and what was realised, in decimals.</summary>
    [Fact]
    public void AgreesWithANaiveAverageCostBook() => ForAll(seed =>
    {
        var book = NewBook();
        decimal position = 0, average = 0, realised = 0;
        foreach (var (_, buy, quantity, price, fee, bid) in FillSequence.Of(seed, FillsACase))
        {
            Fill(book, 0, buy, quantity, price, fee, bid);
            realised -= fee;
            var signed = buy ? quantity : -quantity;
            var closed = position != 0 && position > 0 != buy ? Math.Min(quantity, Math.Abs(position)) : 0;
            realised += closed * (price - average) * Math.Sign(position);
            var opened = quantity - closed;
            average = closed > 0 ? (opened > 0 ? price : average) : (Math.Abs(position) * average + quantity * price) / (Math.Abs(position) + quantity);
            position += signed;
            average = position == 0 ? 0 : average;

            Assert.Equal(position * One, book[0, 0].Position);
            Near(position * average, book[0, 0].Cost);
            Near(realised, book[0, 0].Realised);
            Near(position == 0 ? 0 : position * ((position > 0 ? bid : bid + 1) - average), book[0, 0].Open);
        }
    });

    [Fact]
    public void AClosedRoundTripRealisesCashInLessCashOutLessFeesToTheLastUnit() => ForAll(seed =>
    {
        var book = NewBook();
        Int128 cash = 0;
        long position = 0;
        foreach (var (_, buy, quantity, price, fee, bid) in FillSequence.Of(seed, FillsACase))
        {
            // Odd units, so that average costs do not divide evenly.
            var units = quantity * One + price * 7 + 1;
            var signed = buy ? units : -units;
            FillUnits(book, buy, units, price * One + fee, fee);
            cash -= Math.BigMul(signed, price * One + fee) + Math.BigMul(fee, One);
            position += signed;
            _ = bid;
        }

        FillUnits(book, position < 0, Math.Abs(position), 100 * One + 3, 0);
        cash += Math.BigMul(position, 100 * One + 3);
        Assert.Equal((0L, Int128.Zero, cash), (book[0, 0].Position, book[0, 0].Cost.Units, book[0, 0].Realised.Units));
    });

    [Fact]
    public void AccountTotalsAreTheSumsOfTheEntriesAfterEveryStep() => ForAll(seed =>
    {
        var book = NewBook();
        foreach (var (instrument, buy, quantity, price, fee, bid) in FillSequence.Of(seed, FillsACase))
        {
            var quote = QuoteAt(bid);
            Fill(book, instrument, buy, quantity, price, fee, bid);
            book.Reserve(0, instrument, buy ? OrderSide.Buy : OrderSide.Sell, quantity * One, in quote);
            book.Revalue(instrument, in quote);

            Assert.Equal(book.Account(0).Gross, book[0, 0].Exposure + book[0, 1].Exposure);
            Assert.Equal(book.Account(0).Open, book[0, 0].Open + book[0, 1].Open);
            Assert.Equal(book.Account(0).Realised, book[0, 0].Realised + book[0, 1].Realised);
            ref readonly var entry = ref book[0, instrument];
            var worst = Math.Max(Math.Abs(entry.Position + entry.WorkingBuys), Math.Abs(entry.Position - entry.WorkingSells));
            Assert.Equal(Math.BigMul(worst, quote.Ask.Units), entry.Exposure.Units);
        }
    });

    [Fact]
    public void RiskLedgerIsWorthWhatTheBookRealisedAndHoldsOpen() => ForAll(seed =>
    {
        var book = NewBook();
        var ledger = new RiskLedger();
        ledger.Resize(new TestPolicy().Build());
        foreach (var (instrument, buy, quantity, price, fee, bid) in FillSequence.Of(seed, FillsACase))
        {
            var quote = QuoteAt(bid);
            Fill(book, instrument, buy, quantity, price, fee, bid);
            ledger.Fill(0, instrument, (buy ? quantity : -quantity) * One, price * One, fee * One, in quote);

            Assert.True(ledger.TryDayLoss(0, out var loss));
            Assert.Equal(-loss, (book.Account(0).Realised + book.Account(0).Open).Units);
            Assert.Equal(book[0, instrument].Position, ledger.Net(0, instrument));
        }
    });

    [Fact]
    public void ATurnedPositionBeginsWithTheCostOfItsRemainder()
    {
        var book = NewBook();
        Fill(book, 0, true, 10, 100, 0, 100);
        Fill(book, 0, false, 15, 110, 0, 100);

        Assert.Equal((-5 * One, -550m), (book[0, 0].Position, Whole(book[0, 0].Cost)));
        Assert.Equal(100m, Whole(book[0, 0].Realised));
    }

    [Fact]
    public void AToldPositionIsNeitherProfitNorLossAndLaterWordsOnlyConfirm()
    {
        using var f = new PipelineFixture(ready: false);
        f.Tell(10);
        Assert.Equal((10 * One, 1), (f.Position.Position, f.State.Positions.Account(0).Unpriced));
        f.Quote(99, 101);
        Assert.Equal(0m, Whole(f.Position.Open));
        f.Quote(104, 106);
        Assert.Equal(50m, Whole(f.Position.Open));

        f.Tell(7);
        Assert.Equal(10 * One, f.Position.Position);
        f.StartRun();
        Assert.False(f.Position.Known);
        f.AssertReplays();
    }

    [Fact]
    public void EveryTotalIsWhatOrdersAndPositionsMakeItAfterEveryEvent()
    {
        for (var seed = 1; seed <= 20; seed++)
        {
            using var f = new PipelineFixture();
            new RandomEvents(f, seed, new TestPolicy()).Run(400, fixture =>
            {
                AssertReserved(fixture);
                BookInvariants.Assert(fixture.State);
            });
        }
    }

    internal static void AssertReserved(PipelineFixture f)
    {
        var buys = new long[2];
        var sells = new long[2];
        f.State.Orders.ForEach(o => (o.Side == OrderSide.Buy ? buys : sells)[o.Instrument] += o.IsProtective ? 0 : o.RemainingUnits);
        for (var i = 0; i < 2; i++)
        {
            Assert.Equal((buys[i], sells[i]), (f.State.Positions[0, i].WorkingBuys, f.State.Positions[0, i].WorkingSells));
            Assert.Equal((buys[i], sells[i]), (f.State.Portfolio[0, i].Bids, f.State.Portfolio[0, i].Offers));
        }
    }

    private static PositionBook NewBook()
    {
        var book = new PositionBook();
        var quotes = new QuoteBook();
        quotes.Resize(2);
        book.Resize(new TestPolicy().Build(), quotes);
        return book;
    }

    private static QuoteEntry QuoteAt(int bid) =>
        new() { Bid = Price.FromUnits(bid * One), Ask = Price.FromUnits((bid + 1) * One), TimeNanos = 1 };

    private static void Fill(PositionBook book, int instrument, bool buy, int quantity, int price, int fee, int bid)
    {
        var quote = QuoteAt(bid);
        book.Fill(
            0, instrument, (buy ? quantity : -quantity) * One, Price.FromUnits(price * One), Notional.FromUnits(fee * One),
            attributed: true, in quote);
        book.Revalue(instrument, in quote);
    }

    private static void FillUnits(PositionBook book, bool buy, long units, long price, long fee)
    {
        var quote = QuoteAt(100);
        book.Fill(
            0, 0, buy ? units : -units, Price.FromUnits(price), Notional.FromUnits(fee), attributed: true, in quote);
    }

    private static decimal Whole(ExactNotional value) => (decimal)value.Units / One / One;

    private static void Near(decimal expected, ExactNotional actual) => Assert.InRange(Whole(actual), expected - 1e-6m, expected + 1e-6m);

    private static void ForAll(Action<int> property) => Prop
        .ForAll(ArbMap.Default.ArbFor<int>().Generator.Resize(int.MaxValue / 2).ToArbitrary(), property)
        .Check(Config.QuickThrowOnFailure.WithMaxTest(Cases));
}
