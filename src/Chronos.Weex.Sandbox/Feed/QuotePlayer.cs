namespace Chronos.Weex.Sandbox.Feed;

/// <summary>Plays quotes into the exchange when they are due. Used under the exchange's lock.</summary>
internal sealed class QuotePlayer
{
    private const long RepeatGapMillis = 1_000;
    private const long MinuteMillis = 60_000;

    private readonly Venue _venue;
    private readonly WeexSandboxOptions _options;
    private readonly SandboxQuote[] _quotes;
    private readonly long _history;
    private long _start;
    private int _next;

    public QuotePlayer(Venue venue, WeexSandboxOptions options)
    {
        _venue = venue;
        _options = options;
        // All symbols begin together, whatever day each was recorded.
        var firsts = options.Quotes.GroupBy(q => q.Symbol).ToDictionary(g => g.Key, g => g.Min(q => q.TimeMillis));
        _quotes = [.. options.Quotes.Select(q => q with { TimeMillis = q.TimeMillis - firsts[q.Symbol] }).OrderBy(q => q.TimeMillis)];
        _start = venue.Clock.Now;
        _history = options.HistoryMinutes * MinuteMillis;
        for (; _next < _quotes.Length && _quotes[_next].TimeMillis < _history; _next++)
        {
            Play(_quotes[_next], _start - _history + _quotes[_next].TimeMillis);
        }
    }

    /// <summary>Quotes played since the start.</summary>
    public long Played { get; private set; }

    /// <summary>When the next quote of a virtual clock is due; null when there is none.</summary>
    public long? NextDue => _next < _quotes.Length ? _start + _quotes[_next].TimeMillis - _history : null;

    public void PlayDue()
    {
        var elapsed = _venue.Clock.Now - _start;
        var until = _options.VirtualClock ? _history + elapsed
            : _options.Speed == 0 ? _next < _quotes.Length ? _quotes[_next].TimeMillis : 0
            : _history + elapsed * _options.Speed;
        for (; _next < _quotes.Length && _quotes[_next].TimeMillis <= until; _next++)
        {
            Play(_quotes[_next], time: null);
        }

        if (_next == _quotes.Length && _quotes.Length != 0 && _options.Repeat && !_options.VirtualClock)
        {
            // The past is played once.
            _start = _venue.Clock.Now + RepeatGapMillis + _history / Math.Max(1, _options.Speed);
            _next = 0;
        }
    }

    private void Play(SandboxQuote quote, long? time)
    {
        Played++;
        _venue.Quote(quote.Symbol, new PriceLevel(quote.Bid, quote.BidSize), new PriceLevel(quote.Ask, quote.AskSize), time);
    }
}
