using System.Globalization;
using System.Text;
using Chronos.Core;
using Chronos.Core.Model;

namespace Chronos.CrashChild;

/// <summary>
/// Proposes resting orders one after the other and says of each what was decided; for kills at a chosen place in the life
/// of one order. The venue's own memory lies beside the journal and outlives the process.
/// </summary>
internal sealed class OneByOne(Stream output)
{
    private readonly Lock _lock = new();

    /// <summary>
    /// Starts, tells what orders the books still hold, then proposes those with ids from <paramref name="first"/> to
    /// <paramref name="last"/>.
    /// </summary>
    public void Propose(ChronosEngine engine, ulong first, ulong last)
    {
        engine.WaitUntilIdle();
        engine.State.Orders.ForEach(order => Say($"open {order.Id.Value} {order.State}"));
        for (var id = first; id <= last; id++)
        {
            engine.TryQuote(new Quote(
                engine.Policy.InstrumentNamed("BTCUSDT"), Price.Parse("87000"), Quantity.Parse("10"), Price.Parse("87001"), Quantity.Parse("10"), engine.NowNanos));
            var decision = engine.ProposeAsync(new Proposal
            {
                Strategy = engine.Policy.StrategyNamed("momentum"),
                Id = new ProposalId(id),
                Instrument = engine.Policy.InstrumentNamed("BTCUSDT"),
                Side = OrderSide.Buy,
                Type = OrderType.Limit,
                TimeInForce = TimeInForce.Gtc,
                ConfidencePpm = 800_000,
                Quantity = Quantity.Parse("0.001"),
                LimitPrice = Price.Parse("86990"),
                CreatedAtNanos = engine.NowNanos,
            }).AsTask().GetAwaiter().GetResult();
            engine.WaitUntilIdle();
            Say($"decided {id} {decision.Verdict} {decision.OrderId.Value} {decision.Reason}");
        }

        engine.State.Orders.ForEach(order => Say($"left {order.Id.Value} {order.State}"));
    }

    /// <summary>A line, in one call to the system, so that it is out whatever happens next.</summary>
    public void Say(FormattableString line)
    {
        lock (_lock)
        {
            output.Write(Encoding.ASCII.GetBytes(line.ToString(CultureInfo.InvariantCulture) + "\n"));
            output.Flush();
        }
    }
}
