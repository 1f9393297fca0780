using Chronos.Core.Commands;
using Chronos.Core.Gates;
using Chronos.Core.Model;
using Chronos.Core.Tests.Pipeline;

namespace Chronos.Core.Tests.Gates;

/// <summary>
/// A random policy, market, book and proposal from one seed, small enough for every rule to bind now and then. Limits can be
/// replaced afterwards with everything else the same.
/// </summary>
internal sealed record GateCase
{
    private const long One = PipelineFixture.One;

    public GateCase(int seed)
    {
        var r = new Random(seed);
        Lot = r.Next(1, 4);
        Tick = r.Next(1, 3);
        QuantityMin = Lot * r.Next(1, 4);
        NotionalMin = r.Next(0, 1_500);
        OrderQuantityMax = Maybe(r, QuantityMin, 80);
        OrderNotionalMax = r.Next(0, 20_000);
        PositionMax = r.Next(0, 140);
        GrossMax = r.Next(0, 25_000);
        LossMax = r.Next(0, 900);
        CollarBps = r.Next(0, 1_600);
        Bid = r.Next(90, 110);
        Ask = Bid + r.Next(0, 4);
        Position = r.Next(-40, 41);
        Cost = r.Next(90, 110);
        WorkingBuys = r.Next(0, 15);
        WorkingSells = r.Next(0, 15);
        Other = r.Next(-30, 31);
        Buy = r.Next(2) == 0;
        Resize = r.Next(4) != 0;
        ReduceOnly = r.Next(8) == 0;
        Exempt = r.Next(2) == 0;
        Reducing = r.Next(6) == 0;
        Stale = r.Next(8) == 0;
        Unsure = r.Next(8) == 0;
        Quantity = r.Next(1, 60);
        Price = r.Next(88, 116);
    }

    public int Lot { get; }

    public int Tick { get; }

    public int QuantityMin { get; }

    public int NotionalMin { get; init; }

    public int OrderQuantityMax { get; init; }

    public int OrderNotionalMax { get; init; }

    public int PositionMax { get; init; }

    public int GrossMax { get; init; }

    public int LossMax { get; init; }

    public int CollarBps { get; init; }

    public int Bid { get; }

    public int Ask { get; }

    public int Position { get; }

    public int Cost { get; }

    public int WorkingBuys { get; }

    public int WorkingSells { get; }

    public int Other { get; }

    public bool Buy { get; }

    public bool Resize { get; }

    public bool ReduceOnly { get; }

    public bool Exempt { get; }

    public bool Reducing { get; }

    public bool Stale { get; }

    public bool Unsure { get; }

    public int Quantity { get; init; }

    public int Price { get; }

    public GateOracle Oracle() => new()
    {
        Lot = Lot,
        Tick = Tick,
        QuantityMin = QuantityMin,
        NotionalMin = NotionalMin,
        OrderQuantityMax = OrderQuantityMax,
        OrderNotionalMax = OrderNotionalMax,
        PositionMax = PositionMax,
        GrossMax = GrossMax,
        LossMax = LossMax,
        Collar = CollarBps / 10_000m,
        Bid = Bid,
        Ask = Ask,
        Position = Position,
        WorkingBuys = WorkingBuys,
        WorkingSells = WorkingSells,
        OtherNet = Other * (decimal)Ask,
        OtherExposure = Math.Abs(Other) * (decimal)Ask,
        Loss = Loss(Position) + Loss(Other),
        Buy = Buy,
        Resize = Resize,
        ReduceOnly = ReduceOnly,
        Exempt = Exempt,
        Reducing = Reducing,
        Stale = Stale,
        Unsure = Unsure,
        Quantity = Quantity,
        Price = Price,
    };

    /// <summary>The engine's state for the case; the books hold what the case says.</summary>
    public PipelineFixture Engine()
    {
        var f = new PipelineFixture(new TestPolicy
        {
            LotSize = $"{Lot}",
            TickSize = $"{Tick}",
            QuantityMin = $"{QuantityMin}",
            NotionalMin = $"{NotionalMin}",
            OrderQuantityMax = $"{OrderQuantityMax}",
            OrderNotionalMax = $"{OrderNotionalMax}",
            PositionMax = $"{PositionMax}",
            GrossExposureMax = $"{GrossMax}",
            DailyLossMax = $"{LossMax}",
            CollarBps = CollarBps,
            ReductionsExempt = Exempt,
        });
        f.Quote(Bid, Ask);
        f.Quote(Bid, Ask, instrument: 1);
        Hold(f, Position, 0);
        Hold(f, Other, 1);
        f.State.Positions.Reserve(0, 0, OrderSide.Buy, WorkingBuys * One, in f.State.Quotes[new InstrumentId(0)]);
        f.State.Positions.Reserve(0, 0, OrderSide.Sell, WorkingSells * One, in f.State.Quotes[new InstrumentId(0)]);
        // A loss that stood only while the books were filled is not part of the case.
        f.State.Breakers.ClearAll(ScopeKind.Venue, 0);
        f.State.Losses.JudgeAll();
        f.State.Trading.Set(ScopeKind.Venue, 0, TradingState.Active);
        f.State.Trading.Set(ScopeKind.Global, 0, Reducing ? TradingState.Reducing : TradingState.Active);
        f.Advance(Stale ? 2_000 : 0);
        return f;
    }

    public Proposal Proposal(PipelineFixture f) => f.Order(Buy ? OrderSide.Buy : OrderSide.Sell, Quantity, Price) with
    {
        ConfidencePpm = Unsure ? 0 : 1_000_000,
        Flags = (Resize ? ProposalFlags.AllowResize : 0) | (ReduceOnly ? ProposalFlags.ReduceOnly : 0),
    };

    public (Verdict Verdict, decimal Permitted, GateMask Objections) Decide(IGate[]? gates = null)
    {
        using var f = Engine();
        var d = f.Ask(gates is null ? new GateChain() : new ArrayGateChain(gates), Proposal(f)).Decision;
        return (d.Verdict, d.PermittedQuantity.ToDecimal(), d.Objections);
    }

    private decimal Loss(int position) => position * (decimal)(Cost - (position > 0 ? Bid : Ask));

    private void Hold(PipelineFixture f, int position, int instrument)
    {
        if (position != 0)
        {
            f.Hold(position, Cost, instrument);
        }
    }

    private static int Maybe(Random r, int from, int to) => r.Next(6) == 0 ? 0 : r.Next(from, to);
}
