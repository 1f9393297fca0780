using Chronos.Core.Model;
using Chronos.Core.Policies;

namespace Chronos.Host.Strategies;

/// <summary>
/// Follows the trend: when the short mean of the middle price crosses the long one it closes what it holds and enters the
/// new way, larger and surer the steeper the crossing.
/// </summary>
internal sealed class MomentumStrategy : IStrategy
{
    private const int ShortMinutes = 5;
    private const int LongMinutes = 20;
    private const long MinCentiBps = 100;
    private const long BaseNotional = 4_000;
    private const long NotionalPerBps = 1_000;
    private const long NotionalMax = 26_000;
    private const long BaseConfidencePpm = 420_000;
    private const long ConfidencePpmPerBps = 60_000;

    private readonly Policy _policy;
    private readonly View[] _views;

    public MomentumStrategy(Policy policy)
    {
        _policy = policy;
        _views = [.. policy.Instruments.Select(_ => new View())];
    }

    /// <inheritdoc />
    public string Name => "momentum";

    /// <inheritdoc />
    public void OnDecision(in Decision decision)
    {
        // Only what passed is worth closing later; how much of it traded the strategy does not see.
        if (decision.Record.Passes && !decision.Proposal.Quantity.IsZero)
        {
            var reduces = (decision.Proposal.Flags & ProposalFlags.ReduceOnly) != 0;
            _views[decision.Proposal.Instrument.Value].Holds = !reduces;
        }
    }

    /// <inheritdoc />
    public void OnQuote(in Quote quote, long nowNanos, IProposals proposals)
    {
        var view = _views[quote.Instrument.Value];
        var middle = (quote.Bid.Units + quote.Ask.Units) / 2;
        view.Short.Add(middle);
        view.Long.Add(middle);
        if (!view.Long.IsFull)
        {
            return;
        }

        var slope = Terms.CentiBps(view.Short.Mean, view.Long.Mean);
        var trend = slope >= MinCentiBps ? OrderSide.Buy : slope <= -MinCentiBps ? OrderSide.Sell : view.Trend;
        if (trend == view.Trend)
        {
            return;
        }

        view.Trend = trend;
        var instrument = _policy.Instruments[quote.Instrument.Value];
        var steepness = Math.Abs(Terms.CentiBps(middle, view.Long.Mean));
        if (view.Holds)
        {
            const ProposalFlags close = ProposalFlags.AllowResize | ProposalFlags.ReduceOnly;
            proposals.Propose(Take(trend, instrument.OrderQuantityMax, in quote, nowNanos, close, steepness));
        }

        var notional = Math.Min(NotionalMax, BaseNotional + NotionalPerBps * steepness / 100);
        var size = Terms.Worth(notional, quote.Ask, instrument);
        proposals.Propose(Take(trend, size, in quote, nowNanos, ProposalFlags.AllowResize, steepness));
    }

    private Proposal Take(
        OrderSide side, Quantity quantity, in Quote quote, long nowNanos, ProposalFlags flags, long steepness) => new()
    {
        Instrument = quote.Instrument,
        Side = side,
        Type = OrderType.Limit,
        TimeInForce = TimeInForce.Ioc,
        Flags = flags,
        ConfidencePpm = Terms.Confidence(BaseConfidencePpm + ConfidencePpmPerBps * steepness / 100),
        Quantity = quantity,
        LimitPrice = Terms.Touch(side, in quote, _policy.Instruments[quote.Instrument.Value]),
        CreatedAtNanos = nowNanos,
    };

    private sealed class View
    {
        public MovingSum Short { get; } = new(ShortMinutes);

        public MovingSum Long { get; } = new(LongMinutes);

        public OrderSide Trend { get; set; }

        public bool Holds { get; set; }
    }
}
