using Chronos.Core.Commands;
using Chronos.Core.Model;
using Chronos.Core.Tests.Pipeline;

namespace Chronos.Core.Tests.Scenarios;

/// <summary>Reality wins: what a venue says happened is booked, and what was not expected leaves the instrument reducing.</summary>
public class UnexpectedReportsTests
{
    private const long One = PipelineFixture.One;

    [Fact]
    public void AFillOfAnOrderNobodyHoldsIsBooked()
    {
        using var f = new PipelineFixture();

        Assert.Equal(ReasonCode.ReportOrderUnknown, f.Fill(new OrderId(7), OrderSide.Buy, 5, 100));

        AssertBooked(f, 5);
    }

    [Fact]
    public void FillsPastTheOrdersQuantityAreBookedAndTheOrderEnds()
    {
        using var f = new PipelineFixture();
        var id = f.Work(f.Buy(10));
        f.Fill(id, OrderSide.Buy, 6, 100);

        Assert.Equal(ReasonCode.ReportOverfill, f.Fill(id, OrderSide.Buy, 6, 100));

        AssertBooked(f, 12);
        Assert.Equal((0, 0L), (f.State.Orders.Count, f.Position.WorkingBuys));
    }

    [Fact]
    public void AFillToldTwiceIsBookedOnce()
    {
        using var f = new PipelineFixture();
        var id = f.Work(f.Buy(10));

        Assert.Equal(ReasonCode.None, f.Fill(id, OrderSide.Buy, 4, 100, execution: 99));
        Assert.Equal(ReasonCode.ReportDuplicate, f.Fill(id, OrderSide.Buy, 4, 100, execution: 99));

        Assert.Equal((4 * One, 6 * One), (f.Position.Position, f.Position.WorkingBuys));
        Assert.Equal(TradingState.Active, f.State.Trading[ScopeKind.Instrument, 0]);
        f.AssertReplays();
    }

    [Fact]
    public void AFillAtAWorsePriceThanSealedIsBooked()
    {
        using var f = new PipelineFixture();
        var id = f.Work(f.Buy(10, price: 101));

        Assert.Equal(ReasonCode.ReportMismatch, f.Fill(id, OrderSide.Buy, 10, 102));

        AssertBooked(f, 10);
        Assert.Equal(0, f.State.Orders.Count);
    }

    [Fact]
    public void AFillOfAnotherInstrumentOrSideIsBookedThereAndTheOrderKeepsItsReservation()
    {
        using var f = new PipelineFixture();
        var id = f.Work(f.Buy(10));

        Assert.Equal(ReasonCode.ReportOrderUnknown, f.Fill(id, OrderSide.Buy, 10, 100, instrument: 1));
        Assert.Equal(ReasonCode.ReportOrderUnknown, f.Fill(id, OrderSide.Sell, 3, 101));

        Assert.Equal((10 * One, -3 * One, 10 * One), (f.State.Positions[0, 1].Position, f.Position.Position, f.Position.WorkingBuys));
        Assert.Equal(TradingState.Reducing, f.State.Trading[ScopeKind.Instrument, 0]);
        Assert.Equal(TradingState.Reducing, f.State.Trading[ScopeKind.Instrument, 1]);
        f.AssertReplays();
    }

    [Fact]
    public void ALateFillOfACanceledOrderIsBooked()
    {
        using var f = new PipelineFixture();
        var id = f.Work(f.Buy(10));
        f.Answer(id, ReportKind.Canceled);

        f.Fill(id, OrderSide.Buy, 10, 101);

        AssertBooked(f, 10);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(-1, 1)]
    [InlineData(long.MaxValue, 1)]
    [InlineData(1, 0)]
    [InlineData(1, long.MaxValue)]
    public void AFillNoMarketHasIsJournaledNotBookedAndLeavesTheInstrumentReducing(long quantity, long price)
    {
        using var f = new PipelineFixture();

        var outcome = f.Report(new ExecutionReport
        {
            ExecutionId = 1,
            Kind = ReportKind.Fill,
            Side = OrderSide.Buy,
            LastQuantity = Quantity.FromUnits(quantity),
            LastPrice = Price.FromUnits(price),
        });

        Assert.Equal((ReasonCode.ReportInvalid, 0L), (outcome, f.Position.Position));
        Assert.Equal(TradingState.Reducing, f.State.Trading[ScopeKind.Instrument, 0]);
        f.AssertReplays();
    }

    [Fact]
    public void FillsThatWouldLeave64BitsAreRefusedAndNeverThrow()
    {
        using var f = new PipelineFixture();
        var outcomes = Enumerable.Range(0, 100).Select(_ => f.Fill(default, OrderSide.Buy, 1_000_000_000, 1)).ToArray();

        Assert.Equal((ReasonCode.ReportOrderUnknown, ReasonCode.ReportInvalid), (outcomes[0], outcomes[^1]));
        f.AssertReplays();
    }

    [Theory]
    [InlineData(101, 100, ReasonCode.QuoteCrossed)]
    [InlineData(0, 100, ReasonCode.QuoteInvalid)]
    [InlineData(-1, 100, ReasonCode.QuoteInvalid)]
    [InlineData(0, 0, ReasonCode.QuoteInvalid)]
    [InlineData(1, 2_000_000_000, ReasonCode.QuoteInvalid)]
    public void ABadQuoteIsJournaledAndNotUsed(long bid, long ask, ReasonCode reason)
    {
        using var f = new PipelineFixture();
        var records = f.Journal.Records.Count;
        f.Advance(1_000);

        Assert.Equal(reason, f.Quote(bid, ask));

        Assert.Equal(records + 1, f.Journal.Records.Count);
        Assert.Equal((99 * One, PipelineFixture.Start), (f.State.Quotes[new InstrumentId(0)].Bid.Units, f.State.Quotes[new InstrumentId(0)].TimeNanos));
        f.AssertReplays();
    }

    [Fact]
    public void ALockedQuoteIsUsed()
    {
        using var f = new PipelineFixture();

        Assert.Equal(ReasonCode.None, f.Quote(100, 100));
    }

    [Theory]
    [InlineData(9, 0, 0)]
    [InlineData(0, 9, 0)]
    [InlineData(-1, 0, 0)]
    [InlineData(0, 0, long.MinValue)]
    public void ASnapshotOutOfRangeIsNotUsed(int account, int instrument, long position)
    {
        using var f = new PipelineFixture();

        Assert.Equal(ReasonCode.SnapshotInvalid, f.Input(EventKind.AccountSnapshot, new AccountSnapshot
        {
            Account = new AccountId(account),
            Instrument = new InstrumentId(instrument),
            Fields = SnapshotFields.Position,
            Position = Quantity.FromUnits(position),
        }));
        f.AssertReplays();
    }

    private static void AssertBooked(PipelineFixture f, long position)
    {
        Assert.Equal(position * One, f.Position.Position);
        Assert.Equal(position * One, f.State.Risk.Net(0, 0));
        Assert.Equal(position * One, f.State.Portfolio[0, 0].Position);
        Assert.Equal(TradingState.Reducing, f.State.Trading[ScopeKind.Instrument, 0]);
        Assert.Equal(TradingState.Active, f.State.Trading[ScopeKind.Instrument, 1]);
        f.Command(CommandAction.Arm, ScopeKind.Instrument, "AAA");
        f.AssertReplays();
    }
}
