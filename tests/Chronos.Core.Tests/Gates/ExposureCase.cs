using System.Globalization;
using System.Numerics;
using Chronos.Core.Gates;
using Chronos.Core.Model;
using Chronos.Core.Tests.Pipeline;

namespace Chronos.Core.Tests.Gates;

/// <summary>
/// Random holdings and working orders of two strategies in two instruments, a random balance, limits near enough to bind, and one
/// proposal, all from one seed; and the gates of exposure once more, in whole numbers of any length, from orders and positions.
/// </summary>
internal sealed class ExposureCase
{
    private const long One = PipelineFixture.One;

    private readonly Random _random;
    private readonly List<(int Strategy, int Instrument, bool Buy, BigInteger Units, BigInteger Price, bool Reduces)> _working = [];
    private readonly BigInteger[,] _held = new BigInteger[3, 2];
    private readonly BigInteger[] _cash = new BigInteger[2];
    private readonly long[] _bid = new long[2];
    private readonly long[] _ask = new long[2];
    private readonly int _balance;

    public ExposureCase(int seed)
    {
        _random = new Random(seed);
        Net = _random.Next(0, 9_000);
        Leverage = _random.Next(1, 200);
        Concentration = _random.Next(0, 1_500_000);
        Herfindahl = _random.Next(0, 1_500_000);
        OpenPositions = _random.Next(0, 3);
        GroupMax = _random.Next(0, 12_000);
        StrategyMax = _random.Next(0, 8_000);
        AssetMax = _random.Next(0, 8_000);
        Margin = _random.Next(1, 1_000_000);
        FeeBps = _random.Next(0, 300);
        FreeMargin = _random.Next(0, 1_000_000);
        OneSided = _random.Next(500_000, 1_000_001);
        StrategyPosition = _random.Next(0, 60);
        _balance = _random.Next(1_000, 15_000);
        Buy = _random.Next(2) == 0;
        Price = _random.Next(95, 112) * One + _random.Next(10) * 1_234_567;
        Units = _random.NextInt64(1, 60 * One);
    }

    public int Net { get; init; }

    public int Leverage { get; init; }

    public int Concentration { get; init; }

    public int Herfindahl { get; init; }

    public int OpenPositions { get; init; }

    public int GroupMax { get; init; }

    public int StrategyMax { get; init; }

    public int AssetMax { get; init; }

    public int Margin { get; init; }

    public int FeeBps { get; init; }

    public int FreeMargin { get; init; }

    public int OneSided { get; init; }

    public int StrategyPosition { get; init; }

    public bool Buy { get; }

    public long Price { get; }

    public long Units { get; }

    /// <summary>The gates and whether each lets a quantity pass at a price, by the oracle.</summary>
    public IEnumerable<(IGate Gate, Func<BigInteger, BigInteger, bool> Passes)> Gates =>
    [
        (new PositionLimitGate(), (q, _) => Moved(Held(0)) + q <= 300 * One && Moved(Own(0)) + q <= StrategyPosition * (BigInteger)One),
        (new OpenPositionsGate(), (_, _) => OpenAfter <= OpenPositions),
        (new NetExposureGate(), (q, p) => Signed(q, p) <= Amount(Net)),
        (new LeverageGate(), (q, p) => (Exposure(q, p) + ExposureOf(1)) * 100 <= Equity * Leverage),
        (new ConcentrationGate(), (q, p) => Exposure(q, p) * 1_000_000 <= Equity * Concentration),
        (new HerfindahlGate(), (q, p) => (Squared(Exposure(q, p)) + Squared(ExposureOf(1))) * 1_000_000 <= BigInteger.Pow(Equity >> 40, 2) * Herfindahl),
        (new GroupExposureGate(), (q, p) => Exposure(q, p) + ExposureOf(1) <= Amount(GroupMax)),
        (new StrategyBudgetGate(), (q, p) => Worst(Own(0), q) * Value(p) + Worst(Own(1), 0) * _ask[1] <= Amount(StrategyMax)),
        (new AssetBudgetGate(), (q, p) => Exposure(q, p) <= Amount(AssetMax)),
        (new FreeBalanceGate(), (q, p) => Bound(q, p) <= Amount(_balance)),
        (new FreeMarginGate(), (q, p) => Bound(q, p) * 1_000_000 <= Equity * (1_000_000 - FreeMargin)),
        (new OneSidednessGate(), (q, p) => OpenAfter < 2 || LargerSide(q, p) * 1_000_000 <= Gross(q, p) * OneSided),
    ];

    /// <summary>Holdings are made under wide limits, which the case's own then follow.</summary>
    public PipelineFixture Engine()
    {
        var wide = new TestPolicy { PositionMax = "300", LeverageMaxPercent = 10_000, DailyLossMax = "1000000000" }
            .With("accounts", "feeBpsMax", Text(FeeBps)).With("instruments", "initialMargin", Fraction(Margin));
        var f = new PipelineFixture(wide);
        f.TellAll();
        f.Tell(balance: 1_000_000);
        var r = new Random(Net * 31 + Leverage);
        for (var i = 0; i < 2; i++)
        {
            f.Quote(100, 101, instrument: i);
            Trade(f, r, i);
        }

        for (var i = 0; i < 2; i++)
        {
            _bid[i] = r.Next(95, 106) * One;
            _ask[i] = _bid[i] + r.Next(0, 3) * One;
            f.QuoteUnits(_bid[i], _ask[i], One, One, i);
        }

        f.Tell(balance: _balance);
        f.Load(Tight(wide).Build());
        return f;
    }

    public Proposal Proposal(PipelineFixture f) => f.Order(Buy ? OrderSide.Buy : OrderSide.Sell, 1, 1) with
    {
        LimitPrice = Chronos.Core.Model.Price.FromUnits(Price),
        Quantity = Quantity.FromUnits(Units),
    };

    private TestPolicy Tight(TestPolicy wide) => (wide with { Version = 2 })
        .With("accounts", "netExposureMax", Quoted(Net))
        .With("accounts", "leverageMaxPercent", Text(Leverage))
        .With("accounts", "concentrationMax", Fraction(Concentration))
        .With("accounts", "herfindahlMax", Fraction(Herfindahl))
        .With("accounts", "openPositionsMax", Text(OpenPositions))
        .With("accounts", "freeMarginMin", Fraction(FreeMargin))
        .With("accounts", "oneSidednessMax", Fraction(OneSided))
        .With("groups", "grossExposureMax", Quoted(GroupMax))
        .With("allocations:alpha", "exposureMax", Quoted(StrategyMax))
        .With("allocations:AAA", "exposureMax", Quoted(AssetMax))
        .With("mandates:alpha/AAA", "positionMax", Quoted(StrategyPosition));

    /// <summary>Positions of alpha, of beta (in AAA) and of nobody, then orders that rest.</summary>
    private void Trade(PipelineFixture f, Random r, int instrument)
    {
        for (var owner = 0; owner < 3; owner++)
        {
            var units = r.Next(3) == 0 || (owner == 1 && instrument == 1) ? 0 : r.Next(-30, 31);
            if (units == 0)
            {
                continue;
            }

            var side = units > 0 ? OrderSide.Buy : OrderSide.Sell;
            var id = owner == 2 ? default : f.Work(f.Order(side, Math.Abs(units), units > 0 ? 101 : 100, owner, instrument));
            f.Fill(id, side, Math.Abs(units), 100, instrument, orphan: owner == 2);
            _held[owner, instrument] += units * (BigInteger)One;
            _cash[instrument] -= units * (BigInteger)One * 100 * One;
        }

        for (var n = r.Next(0, 4); n > 0; n--)
        {
            var owner = instrument == 1 ? 0 : r.Next(2);
            var buy = r.Next(2) == 0;
            var (units, price) = (r.Next(1, 15), buy ? r.Next(98, 104) : r.Next(99, 106));
            var (position, buys, sells) = Held(instrument);
            var reduces = units * (BigInteger)One <= (buy ? -(position + buys) : position - sells);
            f.Work(f.Order(buy ? OrderSide.Buy : OrderSide.Sell, units, price, owner, instrument));
            _working.Add((owner, instrument, buy, units * (BigInteger)One, Math.Max(price, 101) * One, reduces));
        }
    }

    private BigInteger OpenAfter => 1 + (IsIdle(1) ? 0 : 1);

    private BigInteger Equity => Amount(_balance) + Profit(0) + Profit(1);

    private (BigInteger Position, BigInteger Buys, BigInteger Sells) Held(int instrument) =>
        (_held[0, instrument] + _held[1, instrument] + _held[2, instrument], Sum(-1, instrument, true), Sum(-1, instrument, false));

    private (BigInteger Position, BigInteger Buys, BigInteger Sells) Own(int instrument) =>
        (_held[0, instrument], Sum(0, instrument, true), Sum(0, instrument, false));

    private BigInteger Sum(int strategy, int instrument, bool buy) => _working
        .Where(o => o.Instrument == instrument && o.Buy == buy && (strategy < 0 || o.Strategy == strategy))
        .Aggregate(BigInteger.Zero, (sum, o) => sum + o.Units);

    private bool IsIdle(int instrument) => Held(instrument) == (BigInteger.Zero, BigInteger.Zero, BigInteger.Zero);

    private BigInteger Profit(int instrument)
    {
        var position = Held(instrument).Position;
        return _cash[instrument] + position * (position > 0 ? _bid : _ask)[instrument];
    }

    private BigInteger Value(BigInteger price) => BigInteger.Max(price, _ask[0]);

    private BigInteger Moved((BigInteger Position, BigInteger Buys, BigInteger Sells) held) =>
        Buy ? held.Position + held.Buys : held.Sells - held.Position;

    private BigInteger Worst((BigInteger Position, BigInteger Buys, BigInteger Sells) held, BigInteger more) => BigInteger.Max(
        BigInteger.Abs(held.Position + held.Buys + (Buy ? more : 0)), BigInteger.Abs(held.Position - held.Sells - (Buy ? 0 : more)));

    private BigInteger Exposure(BigInteger q, BigInteger p) => Worst(Held(0), q) * Value(p);

    private BigInteger ExposureOf(int instrument) => Worst(Held(instrument), 0) * _ask[instrument];

    private BigInteger MovedValue(BigInteger q, BigInteger p)
    {
        var end = Moved(Held(0)) + q;
        return end * (end > 0 ? Value(p) : _ask[0]);
    }

    private BigInteger Signed(BigInteger q, BigInteger p) => MovedValue(q, p) + Moved(Held(1)) * _ask[1];

    private BigInteger Gross(BigInteger q, BigInteger p) => BigInteger.Abs(MovedValue(q, p)) + BigInteger.Abs(Moved(Held(1)) * _ask[1]);

    private BigInteger LargerSide(BigInteger q, BigInteger p) =>
        BigInteger.Max(0, MovedValue(q, p)) + BigInteger.Max(0, Moved(Held(1)) * _ask[1]);

    private static BigInteger Squared(BigInteger exposure) => BigInteger.Pow((exposure + (BigInteger.One << 40) - 1) >> 40, 2);

    /// <summary>Margin and fee of positions, working orders and this one.</summary>
    private BigInteger Bound(BigInteger q, BigInteger p)
    {
        var rate = Margin + FeeBps * 100;
        var bound = q * Ppm(Value(p), rate);
        for (var i = 0; i < 2; i++)
        {
            bound += BigInteger.Abs(Held(i).Position) * Ppm(_ask[i], rate);
        }

        return _working.Aggregate(bound, (sum, o) => sum + o.Units * Ppm(o.Price, o.Reduces ? FeeBps * 100 : rate));
    }

    private static BigInteger Ppm(BigInteger price, int ppm) => (price * ppm + 999_999) / 1_000_000;

    private static BigInteger Amount(int whole) => whole * (BigInteger)One * One;

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Quoted(int number) => $"\"{Text(number)}\"";

    private static string Fraction(int ppm) => $"\"{(ppm / 1_000_000m).ToString(CultureInfo.InvariantCulture)}\"";
}
