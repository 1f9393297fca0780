using Chronos.Core;
using Chronos.Core.Clocks;
using Chronos.Core.Model;
using Chronos.Core.Policies;

namespace Chronos.CrashChild;

/// <summary>
/// Quotes and proposals: orders that trade, orders that rest and orders that are blocked. As fast as the engine takes
/// them, which leaves many in flight; or calmly, so that each is on its way out when its decision is newest.
/// </summary>
internal sealed class Traffic(ChronosEngine engine, Policy policy, bool isCalm)
{
    private readonly SystemClock _clock = new();
    private volatile bool _stopped;
    private long _accepted;
    private long _busy;

    /// <summary>Proposals the engine has taken.</summary>
    public long Accepted => Volatile.Read(ref _accepted);

    /// <summary>Proposals it had no room for.</summary>
    public long Busy => Volatile.Read(ref _busy);

    public void Stop() => _stopped = true;

    public Thread Start(string strategy, string symbol, string bid, string quantity)
    {
        var thread = new Thread(() => Run(
            policy.StrategyNamed(strategy), policy.InstrumentNamed(symbol), Price.Parse(bid), Quantity.Parse(quantity)))
        {
            IsBackground = true,
        };
        thread.Start();
        return thread;
    }

    private void Run(StrategyId strategy, InstrumentId instrument, Price bid, Quantity quantity)
    {
        var tick = policy.Instruments[instrument.Value].TickSize;
        var below = Price.FromUnits(bid.Units - tick.Units);
        var ask = Price.FromUnits(bid.Units + tick.Units);
        var above = Price.FromUnits(ask.Units + tick.Units);
        // Ids rise over restarts too, because the clock does; a run proposes far less than once a microsecond.
        var id = (ulong)_clock.NowNanos() / 1_000;
        var size = Quantity.Parse("50");
        for (var n = 0; !_stopped; n++)
        {
            if (n % 16 == 0)
            {
                // The market moves a tick around its middle, so that resting orders trade.
                var (low, high) = (n / 16 % 3) switch { 0 => (below, bid), 1 => (bid, ask), _ => (ask, above) };
                engine.TryQuote(new Quote(instrument, low, size, high, size, _clock.NowNanos()));
            }

            var buys = n % 2 == 0;
            var rests = n % 8 >= 6;
            var proposal = new Proposal
            {
                Strategy = strategy,
                Id = new ProposalId(id++),
                Instrument = instrument,
                Side = buys ? OrderSide.Buy : OrderSide.Sell,
                Type = OrderType.Limit,
                TimeInForce = rests && n % 64 < 8 ? TimeInForce.Gtc : TimeInForce.Ioc,
                ConfidencePpm = n % 32 == 31 ? 100_000 : 800_000,
                Quantity = quantity,
                LimitPrice = buys == rests ? bid : ask,
                CreatedAtNanos = _clock.NowNanos(),
            };
            if (engine.TryPropose(in proposal) == SubmitResult.Accepted)
            {
                Interlocked.Increment(ref _accepted);
            }
            else
            {
                Interlocked.Increment(ref _busy);
                Thread.Sleep(0);
            }

            if (isCalm)
            {
                Thread.Sleep(1);
            }
        }
    }
}
