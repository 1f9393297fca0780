using Chronos.Core.Model;
using Chronos.Core.Routing;
using Chronos.Core.Tests.Pipeline;
using Chronos.Core.Venues;

namespace Chronos.Core.Tests.Venues;

/// <summary>A paper venue on its own, with what it reported. Whole numbers.</summary>
internal sealed class PaperFixture : IVenueReports
{
    private const long One = PipelineFixture.One;

    private ulong _next = 1;

    public PaperFixture(PaperVenueOptions? options = null, IReadOnlyList<BaselineOrder>? orders = null, IReadOnlyList<BaselinePosition>? positions = null)
    {
        Venue = new PaperVenue(options ?? new PaperVenueOptions { Name = "paper", TakerFeePpm = 0, MakerFeePpm = 0 });
        Venue.Start(
            new VenueBaseline
            {
                Venue = new VenueId(0),
                EngineId = new byte[16],
                Policy = new TestPolicy().Build(),
                Epoch = 3,
                TimeNanos = PipelineFixture.Start,
                Positions = positions ?? [],
                Balances = [],
                Orders = orders ?? [],
            },
            this);
    }

    public PaperVenue Venue { get; }

    public List<ExecutionReport> Reports { get; } = [];

    public List<AccountSnapshot> Snapshots { get; } = [];

    public IEnumerable<(long Quantity, long Price)> Fills => Reports
        .Where(r => r.Kind == ReportKind.Fill).Select(r => (r.LastQuantity.Units / One, r.LastPrice.Units / One));

    public IEnumerable<ReportKind> Kinds => Reports.Select(r => r.Kind);

    /// <summary>Orders that were not sealed as reductions.</summary>
    public HashSet<OrderId> Entries { get; } = [];

    public void Report(in ExecutionReport report) => Reports.Add(report);

    public void Report(in AccountSnapshot snapshot) => Snapshots.Add(snapshot);

    public void Report(in Ticker ticker) => throw new NotSupportedException("a paper venue tells no ticker");

    public void Report(in Depth depth) => throw new NotSupportedException("a paper venue tells no depth");

    public void Quote(long bid = 99, long ask = 101, long bidSize = 10, long askSize = 10, int instrument = 0) => Venue.OnQuote(
        new Quote(
            new InstrumentId(instrument), Price.FromUnits(bid * One), Quantity.FromUnits(bidSize * One), Price.FromUnits(ask * One),
            Quantity.FromUnits(askSize * One), PipelineFixture.Start),
        this);

    public OrderId Send(
        OrderSide side,
        long quantity,
        long price,
        TimeInForce timeInForce = TimeInForce.Gtc,
        int instrument = 0,
        OrderType type = OrderType.Limit,
        bool reduces = false)
    {
        var order = new SealedOrder
        {
            Id = new OrderId(_next++),
            Instrument = new InstrumentId(instrument),
            PackedTerms = new OrderTerms(side, type, timeInForce, reduces).Pack(),
            Quantity = Quantity.FromUnits(quantity * One),
            WorstPrice = Price.FromUnits(price * One),
        };
        if (!reduces)
        {
            Entries.Add(order.Id);
        }

        Span<byte> message = stackalloc byte[Venue.MessageBytesMax];
        var length = Venue.BuildMessage(in order, message);
        Venue.Send(new VerifiedOrder(in order, message[..length]), this);
        return order.Id;
    }

    /// <summary>A protective stop.</summary>
    public OrderId Stop(OrderSide side, long quantity, long trigger) =>
        Send(side, quantity, trigger, type: OrderType.StopMarket, reduces: true);

    public void Cancel(OrderId id) => Venue.Cancel(
        new OrderCancel(1, id, new InstrumentId(0), new AccountId(0), new VenueId(0), OrderSide.Buy), this);
}
