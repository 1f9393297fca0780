using Chronos.Core;
using Chronos.Core.Clocks;
using Chronos.Core.Model;
using Chronos.Host.Quotes;

namespace Chronos.Host.Demo;

/// <summary>
/// Drives an engine with recorded quotes in lock-step: clock, tick, quote, then each strategy in turn, waiting for silence
/// in between, so that two runs make the same journal. One thread.
/// </summary>
internal sealed class QuoteFeeder(ChronosEngine engine, ManualClock clock, IReadOnlyList<StrategySeat> seats)
{
    // The first tenth loads code and fills pools; allocation is measured after it.
    private const int WarmUpPart = 10;

    // The engine thread tells its bytes with a tick, and quotes of one time have one tick.
    private const int QuotesBeforeMark = 4;

    private long _lastTick = long.MinValue;

    /// <summary>Quotes told so far.</summary>
    public int Told { get; private set; }

    /// <summary>Counts when the first tenth of the quotes was done.</summary>
    public WarmMark Warm { get; private set; }

    /// <summary>Plays a tape; false when stopped before its end.</summary>
    public bool Play(QuoteTape tape, Pace pace, CancellationToken stop)
    {
        var warmAt = tape.Quotes.Count / WarmUpPart;
        foreach (var quote in tape.Quotes)
        {
            if (!pace.WaitFor(quote.VenueTimeNanos, stop))
            {
                return false;
            }

            if (Told == warmAt - QuotesBeforeMark)
            {
                // A collection counts what is left of a thread's allocation buffer as allocated. After this one the engine
                // thread has none left, so that no later one, made by others, is taken for an allocation of its own.
                GC.Collect();
            }

            if (Told == warmAt)
            {
                Warm = WarmMark.Of(engine);
            }

            Step(quote);
            Told++;
        }

        return true;
    }

    private void Step(Quote quote)
    {
        clock.AdvanceTo(quote.VenueTimeNanos);
        if (quote.VenueTimeNanos != _lastTick)
        {
            _lastTick = quote.VenueTimeNanos;
            LockStep.Until(engine, engine.TryTick);
        }

        LockStep.Until(engine, () => engine.TryQuote(in quote));
        foreach (var seat in seats)
        {
            seat.Show(in quote, quote.VenueTimeNanos);
        }
    }
}
