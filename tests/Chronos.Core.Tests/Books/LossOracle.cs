using Chronos.Core.Model;
using Chronos.Core.Tests.Pipeline;

namespace Chronos.Core.Tests.Books;

/// <summary>
/// The losses of one account the naive way: cash in and out, holdings at the last prices, decimals, and every figure computed
/// anew when asked for. Weeks are counted from a Monday it knows.
/// </summary>
internal sealed class LossOracle(decimal dayMax, decimal weekMax, decimal drawdownMax, decimal strategyMax, decimal assetMax)
{
    // 2025-12-29 00:00 UTC.
    private const long AMonday = 1_766_966_400_000_000_000;
    private const long DayNanos = 86_400_000_000_000;

    private readonly decimal[] _held = new decimal[2];
    private readonly decimal[] _cash = new decimal[2];
    private readonly decimal[] _ownHeld = new decimal[2];
    private readonly decimal[] _ownCash = new decimal[2];
    private readonly decimal[] _assetMarks = new decimal[2];
    private readonly HashSet<int> _latchedAssets = [];
    private readonly decimal[] _bid = [99, 99];
    private readonly decimal[] _ask = [101, 101];
    private readonly HashSet<BreakerKind> _latched = [];
    private long _day = -1;
    private decimal _dayMark;
    private decimal _weekMark;
    private decimal _peak;
    private decimal _transferred;
    private decimal _strategyMark;

    public decimal Funds { get; init; }

    public decimal Profit => AssetProfit(0) + AssetProfit(1);

    /// <summary>Of the fills of the one strategy's own orders, however the account stands otherwise.</summary>
    public decimal StrategyProfit => Worth(0, _ownHeld, _ownCash) + Worth(1, _ownHeld, _ownCash);

    public decimal StrategyLoss => _strategyMark - StrategyProfit;

    public bool IsStrategyLatched { get; private set; }

    public LossStage StrategyStage => IsStrategyLatched ? LossStage.Tripped : (LossStage)StageOf(StrategyLoss, strategyMax);

    public decimal DayLoss => _dayMark - Profit;

    public decimal WeekLoss => _weekMark - Profit;

    public decimal Fall => _peak - Profit;

    public decimal PeakEquity => Funds + _transferred + _peak;

    public decimal FallMax => Math.Max(0, PeakEquity * drawdownMax);

    public IReadOnlySet<BreakerKind> Latched => _latched;

    public LossStage Stage => _latched.Count != 0
        ? LossStage.Tripped
        : (LossStage)Math.Max(StageOf(DayLoss, dayMax), Math.Max(StageOf(WeekLoss, weekMax), StageOf(Fall, FallMax)));

    public decimal HeldOf(int instrument) => _held[instrument];

    public decimal AssetProfit(int instrument) => Worth(instrument, _held, _cash);

    public decimal AssetLoss(int instrument) => _assetMarks[instrument] - AssetProfit(instrument);

    public bool IsAssetLatched(int instrument) => _latchedAssets.Contains(instrument);

    public LossStage AssetStage(int instrument) =>
        IsAssetLatched(instrument) ? LossStage.Tripped : (LossStage)StageOf(AssetLoss(instrument), assetMax);

    /// <summary>An event arrives: a new day and week begin at what everything was worth before it.</summary>
    public void At(long nanos)
    {
        var day = (nanos - AMonday) / DayNanos;
        if (day == _day)
        {
            return;
        }

        _dayMark = Profit;
        if (day / 7 != _day / 7 || _day < 0)
        {
            _weekMark = Profit;
        }

        _day = day;
    }

    public void Quote(int instrument, decimal bid, decimal ask)
    {
        (_bid[instrument], _ask[instrument]) = (bid, ask);
        Judge();
    }

    public void Fill(int instrument, decimal signed, decimal price, decimal fee, bool own = false)
    {
        _held[instrument] += signed;
        _cash[instrument] -= signed * price + fee;
        if (own)
        {
            _ownHeld[instrument] += signed;
            _ownCash[instrument] -= signed * price + fee;
        }

        Judge();
    }

    public void Transfer(decimal amount)
    {
        _transferred += amount;
        Judge();
    }

    public void Clear(BreakerKind kind)
    {
        _latched.Remove(kind);
        switch (kind)
        {
            case BreakerKind.DailyLoss: _dayMark = Profit; break;
            case BreakerKind.WeeklyLoss: _weekMark = Profit; break;
            case BreakerKind.Drawdown: _peak = Profit; break;
        }

        Judge();
    }

    public void ClearStrategy()
    {
        IsStrategyLatched = false;
        _strategyMark = StrategyProfit;
        Judge();
    }

    public void ClearAsset(int instrument)
    {
        _latchedAssets.Remove(instrument);
        _assetMarks[instrument] = AssetProfit(instrument);
        Judge();
    }

    private decimal Worth(int instrument, decimal[] held, decimal[] cash) =>
        cash[instrument] + held[instrument] * (held[instrument] > 0 ? _bid[instrument] : _ask[instrument]);

    private void Judge()
    {
        _peak = Math.Max(_peak, Profit);
        IsStrategyLatched |= StrategyLoss > strategyMax;
        for (var i = 0; i < 2; i++)
        {
            if (AssetLoss(i) > assetMax)
            {
                _latchedAssets.Add(i);
            }
        }

        Latch(BreakerKind.DailyLoss, DayLoss > dayMax);
        Latch(BreakerKind.WeeklyLoss, WeekLoss > weekMax);
        Latch(BreakerKind.Drawdown, Fall > FallMax);
    }

    private void Latch(BreakerKind kind, bool broken)
    {
        if (broken)
        {
            _latched.Add(kind);
        }
    }

    private static int StageOf(decimal loss, decimal limit) => loss <= 0 ? 0
        : loss > limit ? 4
        : loss * 100 >= limit * 90 ? 3
        : loss * 100 >= limit * 80 ? 2
        : loss * 100 >= limit * 70 ? 1
        : 0;
}
