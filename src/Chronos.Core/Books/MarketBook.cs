using Chronos.Core.Model;
using Chronos.Core.Policies;

namespace Chronos.Core.Books;

/// <summary>
/// The market of every instrument besides the quote in force: which quotes are believed, what venues say about trading, the windows of
/// prices and volume, the order book.
/// </summary>
internal sealed class MarketBook
{
    private MarketEntry[] _entries = [];
    private DepthEntry[] _depths = [];
    private DriftWindow[] _drifts = [];
    private ExtremeWindow[] _highest = [];

    // The largest of the negated middles.
    private ExtremeWindow[] _lowest = [];
    private VolumeWindow[] _volumes = [];
    private Policy? _policy;
    private WindowTerms? _windows;

    public ref readonly MarketEntry this[InstrumentId instrument] => ref _entries[instrument.Value];

    public ref readonly DepthEntry Depth(int instrument) => ref _depths[instrument];

    public void Resize(Policy policy)
    {
        var instruments = policy.Instruments.Count;
        var known = _entries.Length;
        _policy = policy;
        _windows = policy.Windows;
        Array.Resize(ref _entries, instruments);
        Array.Resize(ref _depths, instruments);
        Array.Resize(ref _drifts, instruments);
        Array.Resize(ref _highest, instruments);
        Array.Resize(ref _lowest, instruments);
        Array.Resize(ref _volumes, instruments);
        for (var i = known; i < instruments; i++)
        {
            _drifts[i] = new DriftWindow();
            _highest[i] = new ExtremeWindow();
            _lowest[i] = new ExtremeWindow();
            _volumes[i] = new VolumeWindow();
        }

        foreach (ref var entry in _entries.AsSpan())
        {
            entry.QuietUntilNanos = 0;
            entry.DriftUntilNanos = 0;
            entry.CalendarUntilNanos = 0;
        }
    }

    /// <summary>What to think of a quote whose fields are in order, in view of the quote in force and the second source.</summary>
    public ReasonCode Judge(in Quote quote, in QuoteEntry inForce, long nowNanos)
    {
        if (quote.Source == QuoteSource.Second)
        {
            return ReasonCode.None;
        }

        ref readonly var entry = ref _entries[quote.Instrument.Value];
        var terms = _policy!.MarketOf(quote.Instrument);
        var middle = Middle.Doubled(quote.Bid, quote.Ask);
        if (terms.SecondSourceBpsMax != MandateTerms.None
            && entry.SecondMiddle != 0
            && nowNanos - entry.SecondTimeNanos <= terms.QuoteAgeNanosMax
            && !Middle.IsWithin(middle, entry.SecondMiddle, terms.SecondSourceBpsMax))
        {
            return ReasonCode.QuoteSource;
        }

        return entry.Quarantine.Judge(
            middle, Middle.Doubled(inForce.Bid, inForce.Ask), terms.QuoteJumpBpsMax, terms.QuoteGoodMin);
    }

    /// <summary>Takes in a quote that is not used. Nonsense of the second source leaves it unknown.</summary>
    public void Refuse(in Quote quote, in QuoteEntry inForce, ReasonCode why)
    {
        ref var entry = ref _entries[quote.Instrument.Value];
        entry.QuietUntilNanos = 0;
        if (quote.Source == QuoteSource.Primary)
        {
            var middle = why is ReasonCode.QuoteJump or ReasonCode.QuoteQuarantine ? Middle.Doubled(quote.Bid, quote.Ask) : 0;
            entry.Quarantine.Refuse(
                middle, Middle.Doubled(inForce.Bid, inForce.Ask), _policy!.MarketOf(quote.Instrument).QuoteJumpBpsMax, why);
        }
        else if (quote.Source == QuoteSource.Second)
        {
            entry.SecondMiddle = 0;
        }
    }

    /// <summary>Takes in what the second source quotes.</summary>
    public void TellSecond(in Quote quote, in QuoteEntry inForce, long nowNanos)
    {
        ref var entry = ref _entries[quote.Instrument.Value];
        entry.SecondMiddle = Middle.Doubled(quote.Bid, quote.Ask);
        entry.SecondTimeNanos = nowNanos;
        Settle(ref entry, quote.Instrument, in inForce, nowNanos);
    }

    /// <summary>Takes in a quote that is now the one in force.</summary>
    public void Use(in Quote quote, in QuoteEntry inForce, long nowNanos)
    {
        var instrument = quote.Instrument.Value;
        ref var entry = ref _entries[instrument];
        var middle = Middle.Doubled(quote.Bid, quote.Ask);
        entry.Quarantine = default;
        entry.SkewNanos = quote.VenueTimeNanos <= 0 ? long.MaxValue : nowNanos - quote.VenueTimeNanos;
        entry.HighestMiddle = _highest[instrument].Add(middle, nowNanos, _windows!.VolatilityNanos);
        entry.LowestMiddle = -_lowest[instrument].Add(-middle, nowNanos, _windows.VolatilityNanos);
        _drifts[instrument].Add(middle, nowNanos, _windows.DriftNanos);
        ref readonly var first = ref _drifts[instrument][0];
        entry.DriftLowest = first.Lowest;
        entry.DriftHighest = first.Highest;
        entry.DriftUntilNanos = first.UntilNanos + _windows.DriftNanos;
        Settle(ref entry, quote.Instrument, in inForce, nowNanos);
    }

    /// <summary>Takes in a ticker that was found in order.</summary>
    public void Tell(in Ticker ticker, in QuoteEntry inForce, long nowNanos)
    {
        ref var entry = ref _entries[ticker.Instrument.Value];
        if ((ticker.Fields & TickerFields.Status) != 0)
        {
            entry.Status = ticker.Status;
            entry.StatusTimeNanos = nowNanos;
        }

        if ((ticker.Fields & TickerFields.Last) != 0)
        {
            entry.Last = ticker.Last;
            entry.LastTimeNanos = nowNanos;
        }

        if ((ticker.Fields & TickerFields.Mark) != 0)
        {
            entry.Mark = ticker.Mark;
            entry.MarkTimeNanos = nowNanos;
        }

        if ((ticker.Fields & TickerFields.Volume) != 0)
        {
            _volumes[ticker.Instrument.Value].Tell(ticker.Volume.Units, nowNanos, _windows!.VolumeNanos);
        }

        Settle(ref entry, ticker.Instrument, in inForce, nowNanos);
    }

    /// <summary>Takes in an order book that was found in order.</summary>
    public void Tell(in Depth depth, long nowNanos)
    {
        ref var entry = ref _depths[depth.Instrument.Value];
        entry.Levels = depth;
        entry.TimeNanos = nowNanos;
    }

    /// <summary>The slice the drift window begins with; there must have been a quote.</summary>
    public PriceSlice DriftBeginning(int instrument, long nowNanos) => _drifts[instrument].FirstAt(nowNanos, _windows!.DriftNanos);

    /// <summary>The next moment after now at which the drift window may begin with another slice; <see cref="long.MaxValue"/> when it will not.</summary>
    public long DriftChangesAfter(int instrument, long nowNanos)
    {
        var window = _drifts[instrument];
        for (var i = 0; i < window.Count - 1; i++)
        {
            var end = window[i].UntilNanos + _windows!.DriftNanos;
            if (end > nowNanos)
            {
                return end;
            }
        }

        return long.MaxValue;
    }

    /// <summary>Highest and lowest middle of the volatility window; both that of the quote in force when nothing else is left.</summary>
    public (long Highest, long Lowest) Range(int instrument, in QuoteEntry inForce, long nowNanos)
    {
        var middle = Middle.Doubled(inForce.Bid, inForce.Ask);
        return (
            _highest[instrument].At(nowNanos, _windows!.VolatilityNanos, middle),
            -_lowest[instrument].At(nowNanos, _windows.VolatilityNanos, -middle));
    }

    /// <summary>The next moment after now at which the range may become smaller by itself; <see cref="long.MaxValue"/> when it will not.</summary>
    public long RangeChangesAfter(int instrument, long nowNanos) =>
        Math.Min(NextEnd(_highest[instrument], nowNanos), NextEnd(_lowest[instrument], nowNanos));

    /// <summary>Volume traded in the window, 1e-8 base; -1 when the venue told nothing within it.</summary>
    public Int128 Volume(int instrument, long nowNanos) => _volumes[instrument].At(nowNanos, _windows!.VolumeNanos);

    public void AddTo(StateHash hash)
    {
        for (var i = 0; i < _entries.Length; i++)
        {
            _entries[i].AddTo(hash);
            _drifts[i].AddTo(hash);
            _highest[i].AddTo(hash);
            _lowest[i].AddTo(hash);
            _volumes[i].AddTo(hash);
            _depths[i].AddTo(hash);
        }
    }

    /// <summary>How long the gates that look at neither price nor quantity have nothing to object.</summary>
    private void Settle(ref MarketEntry entry, InstrumentId instrument, in QuoteEntry quote, long nowNanos)
    {
        var terms = _policy!.MarketOf(instrument);
        entry.QuietUntilNanos = 0;
        if (!quote.Known
            || entry.Quarantine.Active
            || entry.Status > MarketStatus.Trading
            || SpreadExceeds(in quote, terms.SpreadBpsMax)
            || IsTouchBelow(in quote, terms.TouchNotionalMin)
            || RangeExceeds(entry.HighestMiddle, entry.LowestMiddle, terms.VolatilityBpsMax)
            || SkewExceeds(entry.SkewNanos, terms.ClockSkewNanosMax))
        {
            return;
        }

        if (entry.CalendarUntilNanos <= nowNanos)
        {
            entry.CalendarUntilNanos = terms.Calendar.QuietUntil(nowNanos);
        }

        var quiet = entry.CalendarUntilNanos;
        if (entry.StatusTimeNanos != 0 || terms.StatusAgeNanosMax != MandateTerms.None)
        {
            quiet = Math.Min(quiet, entry.Status != MarketStatus.Trading ? 0 : UntilOlder(entry.StatusTimeNanos, terms.StatusAgeNanosMax));
        }

        if (terms.SecondSourceBpsMax != MandateTerms.None)
        {
            var agrees = entry.SecondMiddle != 0
                && Middle.IsWithin(Middle.Doubled(quote.Bid, quote.Ask), entry.SecondMiddle, terms.SecondSourceBpsMax);
            quiet = Math.Min(quiet, agrees ? UntilOlder(entry.SecondTimeNanos, terms.QuoteAgeNanosMax) : 0);
        }

        entry.QuietUntilNanos = quiet;
    }

    /// <summary>Whether ask and bid are further apart than so many basis points of the middle.</summary>
    public static bool SpreadExceeds(in QuoteEntry quote, int bps) =>
        Wide.Product(quote.Ask.Units - quote.Bid.Units, 2 * Middle.BpsWhole) > Wide.Product(Middle.Doubled(quote.Bid, quote.Ask), bps);

    /// <summary>Whether the highest is further above the lowest than so many basis points of it.</summary>
    public static bool RangeExceeds(long highest, long lowest, int bps) =>
        Wide.Product(highest - lowest, Middle.BpsWhole) > Wide.Product(lowest, bps);

    /// <summary>Whether arrival and venue time are further apart, either way.</summary>
    public static bool SkewExceeds(long skewNanos, long limitNanos) => skewNanos > limitNanos || skewNanos < -limitNanos;

    private static bool IsTouchBelow(in QuoteEntry quote, ExactNotional least) =>
        least > ExactNotional.Zero && (quote.Ask * quote.AskSize < least || quote.Bid * quote.BidSize < least);

    /// <summary>The first moment at which something told is older than allowed.</summary>
    private static long UntilOlder(long toldNanos, long ageNanosMax) =>
        ageNanosMax == MandateTerms.None ? long.MaxValue : toldNanos + ageNanosMax + 1;

    private long NextEnd(ExtremeWindow window, long nowNanos)
    {
        for (var i = 0; i < window.Count; i++)
        {
            var end = window[i].UntilNanos + _windows!.VolatilityNanos;
            if (end > nowNanos)
            {
                return end;
            }
        }

        return long.MaxValue;
    }
}
