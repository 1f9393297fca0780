using Chronos.Core.Model;
using Chronos.Core.Routing;
using Chronos.Weex.Orders;
using Chronos.Weex.Wire;

namespace Chronos.Weex.Tests.Orders;

/// <summary>A tracker with one symbol, and a venue's words about its orders.</summary>
internal sealed class TrackerFixture
{
    public const long Start = 1_800_000_000_000;
    public const string Symbol = "BTCUSDT";

    public static readonly ClientOrderIds Ids = new(new byte[16]);
    public static readonly InstrumentId Instrument = new(3);
    public static readonly TrackerOptions Options = new();

    public OrderTracker Tracker { get; } = new(
        Ids, new AccountId(1), new Dictionary<string, InstrumentId> { [Symbol] = Instrument }, Options);

    public RecordedReports Told { get; } = new();

    public long Now { get; set; } = Start;

    public IEnumerable<ReportKind> Kinds => Told.Kinds;

    public static OrderId Id(int number) => new((ulong)number << 20);

    public static string ClientId(int number) => Ids.Of(Id(number), OrderType.Limit, reduces: false);

    public static Quantity Q(int lots) => Quantity.FromUnits(lots * 1_000_000L);

    public TrackedOrder Send(int number, int lots = 10) => Tracker.Send(
        new MessageTerms(
            Id(number), Instrument, new AccountId(1), new OrderTerms(OrderSide.Buy, OrderType.Limit, TimeInForce.Gtc, false), Q(lots),
            Price.FromUnits(100)),
        Symbol, Now);

    public void Placed(int number, WeexOutcome outcome = WeexOutcome.Done) => Tracker.OnPlaced(
        Id(number),
        new WeexResult<WeexPlaced>
        {
            Outcome = outcome,
            Message = "as asked",
            Value = outcome == WeexOutcome.Done ? new WeexPlaced { OrderId = VenueId(number), Success = true } : null,
        },
        Now, Told);

    public WeexOrderName? Cancel(int number) => Tracker.Cancel(
        new OrderCancel(1, Id(number), Instrument, new AccountId(1), new VenueId(0), OrderSide.Buy), Told);

    public void Canceled(int number, WeexOutcome outcome) => Tracker.OnCanceled(
        Id(number), new WeexResult<WeexPlaced> { Outcome = outcome, Message = "as asked" }, Now, Told);

    public void Fill(int number, int fill, int lots, bool withPrice = true) => Tracker.OnFill(NewFill(number, fill, lots, withPrice), Now, Told);

    public void Order(int number, WeexOrderStatus status, int executed) => Tracker.OnOrder(NewOrder(number, status, executed), Now, Told);

    public void Pass(
        IReadOnlyList<WeexOrder>? open = null, IReadOnlyList<WeexOrder>? history = null, IReadOnlyList<WeexFill>? fills = null,
        long? streamSince = Start - 1, long? from = null) => Tracker.OnPass(
        new VenuePass
        {
            StartedMillis = Now,
            FromMillis = from ?? Start - 60_000,
            Open = open ?? [],
            History = history ?? [],
            Fills = fills ?? [],
        },
        streamSince, Now, Told);

    public static long VenueId(int number) => 700_000_000_000_000_000 + number;

    public static WeexFill NewFill(int number, int fill, int lots, bool withPrice = true) => new()
    {
        FillId = 800_000_000_000_000_000 + fill,
        OrderId = VenueId(number),
        Symbol = Symbol,
        Side = OrderSide.Buy,
        PositionSide = WeexPositionSide.Long,
        Quantity = Q(lots),
        Value = Notional.FromUnits(lots * 100L),
        Price = withPrice ? Price.FromUnits(100) : null,
        Fee = Quantity.FromUnits(lots),
        FeeAsset = "USDT",
        TimeMillis = Start,
    };

    public static WeexOrder NewOrder(int number, WeexOrderStatus status, int executed, string? clientId = null) => new()
    {
        Symbol = Symbol,
        OrderId = VenueId(number),
        ClientOrderId = clientId ?? ClientId(number),
        Side = OrderSide.Buy,
        PositionSide = WeexPositionSide.Long,
        Type = WeexOrderType.Limit,
        TypeText = "LIMIT",
        TimeInForce = TimeInForce.Gtc,
        Price = Price.FromUnits(100),
        Quantity = Q(10),
        Executed = Q(executed),
        Status = status,
        StatusText = status.ToString(),
        CreatedMillis = Start,
    };
}
