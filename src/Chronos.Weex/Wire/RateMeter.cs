namespace Chronos.Weex.Wire;

/// <summary>
/// Keeps requests below the venue's limits: weight per call in 10 s, orders and cancels per minute. A share of every budget
/// is kept for what lowers risk or finds out where we stand. Time is passed in; one thread.
/// </summary>
internal sealed class RateMeter
{
    /// <summary>Share of each budget that new risk may not use, in percent.</summary>
    public const int ReservedPercentDefault = 30;

    private const int WeightBudget = 500;
    private const long WeightWindowMillis = 10_000;
    private const long MinuteMillis = 60_000;

    // The pause after a first limit and the longest after many.
    private const long PauseMillisMin = 1_000;
    private const long PauseMillisMax = 60_000;

    // The venue's documentation of 2026-04: contracts 50 orders a minute, spot 100; spot cancels 80 in 10 s and 200 a
    // minute. The window of the contracts' 50 cancels could not be read and is taken for a minute.
    private const int ContractOrdersAMinute = 50;
    private const int ContractCancelsAMinute = 50;
    private const int SpotOrdersAMinute = 100;
    private const int SpotCancelsAMinute = 200;
    private const int SpotCancelsIn10Seconds = 80;

    private readonly WeexProduct _product;
    private readonly int _reservedPercent;
    private readonly Dictionary<WeexCall, WeightWindow> _weights = [];
    private readonly WeightWindow _orders;
    private readonly WeightWindow[] _cancels;
    private long _nowMillis = long.MinValue;
    private long _pausedUntilMillis = long.MinValue;
    private long _pauseMillis;

    public RateMeter(WeexProduct product, int reservedPercent = ReservedPercentDefault)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(reservedPercent);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(reservedPercent, 99);
        _product = product;
        _reservedPercent = reservedPercent;
        foreach (var call in Enum.GetValues<WeexCall>())
        {
            _weights.Add(call, new WeightWindow(WeightWindowMillis, WeightBudget));
        }

        var isSpot = product == WeexProduct.Spot;
        _orders = new WeightWindow(MinuteMillis, isSpot ? SpotOrdersAMinute : ContractOrdersAMinute);
        _cancels = isSpot
            ? [new WeightWindow(MinuteMillis, SpotCancelsAMinute), new WeightWindow(WeightWindowMillis, SpotCancelsIn10Seconds)]
            : [new WeightWindow(MinuteMillis, ContractCancelsAMinute)];
    }

    /// <summary>Until when new risk pauses because the venue has limited us; the past when it does not.</summary>
    public long PausedUntilMillis => _pausedUntilMillis;

    /// <summary>Books one request; false, with nothing booked, when it has to wait.</summary>
    /// <param name="call">What is asked.</param>
    /// <param name="isReserved">True for cancels, reductions and reconciliation, which may use the whole budget.</param>
    /// <param name="nowMillis">Any steady time. A time before the latest is taken for the latest.</param>
    public bool TryTake(WeexCall call, bool isReserved, long nowMillis)
    {
        var now = _nowMillis = Math.Max(_nowMillis, nowMillis);
        var weight = Weight(_product, call);
        var windows = call switch
        {
            WeexCall.PlaceOrder or WeexCall.PlaceAlgoOrder => [_orders],
            WeexCall.CancelOrder or WeexCall.CancelAlgoOrder => _cancels,
            _ => (ReadOnlySpan<WeightWindow>)[],
        };
        if ((!isReserved && now < _pausedUntilMillis) || !Fits(_weights[call], weight, isReserved, now))
        {
            return false;
        }

        foreach (var window in windows)
        {
            if (!Fits(window, 1, isReserved, now))
            {
                return false;
            }
        }

        _weights[call].Take(now, weight);
        foreach (var window in windows)
        {
            window.Take(now, 1);
        }

        return true;
    }

    /// <summary>
    /// The venue has limited us: new risk pauses, twice as long as before when it does so again soon after.
    /// </summary>
    /// <param name="nowMillis">As for <see cref="TryTake"/>.</param>
    /// <param name="retryAfterMillis">What the venue asks for; 0 when it does not say.</param>
    public void OnLimited(long nowMillis, long retryAfterMillis = 0)
    {
        var now = _nowMillis = Math.Max(_nowMillis, nowMillis);
        if (now < _pausedUntilMillis)
        {
            // An answer to a request that was under way when the pause began.
            _pausedUntilMillis = Math.Max(_pausedUntilMillis, now + retryAfterMillis);
            return;
        }

        var isAgain = _pauseMillis > 0 && now - _pausedUntilMillis < PauseMillisMax;
        _pauseMillis = isAgain ? Math.Min(2 * _pauseMillis, PauseMillisMax) : PauseMillisMin;
        _pausedUntilMillis = now + Math.Max(_pauseMillis, retryAfterMillis);
    }

    /// <summary>Weight of a call, the greater of those by address and by key.</summary>
    public static int Weight(WeexProduct product, WeexCall call) => (product, call) switch
    {
        (_, WeexCall.PlaceOrder or WeexCall.PlaceAlgoOrder) => 5,
        (WeexProduct.Spot, WeexCall.CancelOrder) => 1,
        (_, WeexCall.CancelOrder or WeexCall.CancelAlgoOrder) => 3,
        (WeexProduct.Spot, WeexCall.ReadOrder) => 2,
        (_, WeexCall.ReadOrder or WeexCall.ReadOpenOrders or WeexCall.ReadOpenAlgoOrders) => 3,
        (_, WeexCall.ReadOrderHistory) => 10,
        (_, WeexCall.ReadFills) => 5,
        (WeexProduct.Spot, WeexCall.ReadBalances) => 5,
        (_, WeexCall.ReadBalances) => 10,
        (_, WeexCall.ReadPositions) => 15,
        (WeexProduct.Spot, WeexCall.ReadSymbols) => 20,
        (_, WeexCall.ReadSymbols or WeexCall.ReadServerTime or WeexCall.UploadAiLog) => 1,
        (_, WeexCall.SetLeverage) => 20,
        _ => throw new ArgumentOutOfRangeException(nameof(call), call, "no such call"),
    };

    private bool Fits(WeightWindow window, int weight, bool isReserved, long now)
    {
        var budget = isReserved ? window.Budget : window.Budget * (100 - _reservedPercent) / 100;
        return window.Used(now) + weight <= budget;
    }
}
