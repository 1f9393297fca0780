using Chronos.Core.Model;
using Chronos.Core.Policies;

namespace Chronos.Host.Strategies;

/// <summary>
/// Bets on the return to the mean: far from it, it rests an order one tick inside the spread and cancels it after some
/// minutes; back at the mean, it closes at the touch.
/// </summary>
internal sealed class MeanReversionStrategy : IStrategy
{
    private const int MeanMinutes = 30;
    private const int PatienceMinutes = 4;
    private const long FarCentiBps = 800;
    private const long NearCentiBps = 100;
    private const long BaseNotional = 2_000;
    private const long NotionalPerBps = 400;
    private const long NotionalMax = 22_000;
    private const long BaseConfidencePpm = 400_000;
    private const long ConfidencePpmPerBps = 12_000;

    private readonly Policy _policy;
    private readonly View[] _views;

    public MeanReversionStrategy(Policy policy)
    {
        _policy = policy;
        _views = [.. policy.Instruments.Select(_ => new View())];
    }

    /// <inheritdoc />
    public string Name => "mean-reversion";

    /// <inheritdoc />
    public void OnDecision(in Decision decision)
    {
        foreach (var view in _views)
        {
            if (view.Resting == decision.Proposal.Id && !decision.Proposal.Quantity.IsZero)
            {
                view.Entered |= decision.Record.Passes;
                view.Resting = decision.Record.Passes ? view.Resting : default;
            }
        }
    }

    /// <inheritdoc />
    public void OnQuote(in Quote quote, long nowNanos, IProposals proposals)
    {
        var view = _views[quote.Instrument.Value];
        var middle = (quote.Bid.Units + quote.Ask.Units) / 2;
        view.Mean.Add(middle);
        view.Minutes++;
        if (view.Resting != default && view.Minutes >= view.PatientUntil)
        {
            proposals.Cancel(view.Resting);
            view.Resting = default;
        }

        if (!view.Mean.IsFull)
        {
            return;
        }

        var away = Terms.CentiBps(middle, view.Mean.Mean);
        if (Math.Abs(away) >= FarCentiBps && view.Resting == default && view.Minutes >= view.PatientUntil)
        {
            Enter(view, away, in quote, nowNanos, proposals);
        }
        else if (Math.Abs(away) <= NearCentiBps && view.Entered)
        {
            view.Entered = false;
            proposals.Propose(Close(view.EntrySide == OrderSide.Buy ? OrderSide.Sell : OrderSide.Buy, in quote, nowNanos));
        }
    }

    private void Enter(View view, long away, in Quote quote, long nowNanos, IProposals proposals)
    {
        var instrument = _policy.Instruments[quote.Instrument.Value];
        var bps = Math.Abs(away) / 100;
        var side = away > 0 ? OrderSide.Sell : OrderSide.Buy;
        view.EntrySide = side;
        view.PatientUntil = view.Minutes + PatienceMinutes;
        var proposal = new Proposal
        {
            Instrument = quote.Instrument,
            Side = side,
            Type = OrderType.Limit,
            TimeInForce = TimeInForce.Gtc,
            ConfidencePpm = Terms.Confidence(BaseConfidencePpm + ConfidencePpmPerBps * bps),
            Quantity = Terms.Worth(Math.Min(NotionalMax, BaseNotional + NotionalPerBps * bps), quote.Ask, instrument),
            LimitPrice = Terms.Inside(side, in quote, instrument),
            CreatedAtNanos = nowNanos,
        };
        view.Resting = proposals.Propose(in proposal);
    }

    private Proposal Close(OrderSide side, in Quote quote, long nowNanos) => new()
    {
        Instrument = quote.Instrument,
        Side = side,
        Type = OrderType.Limit,
        TimeInForce = TimeInForce.Ioc,
        Flags = ProposalFlags.AllowResize | ProposalFlags.ReduceOnly,
        ConfidencePpm = Terms.Confidence(900_000),
        Quantity = _policy.Instruments[quote.Instrument.Value].OrderQuantityMax,
        LimitPrice = Terms.Touch(side, in quote, _policy.Instruments[quote.Instrument.Value]),
        CreatedAtNanos = nowNanos,
    };

    private sealed class View
    {
        public MovingSum Mean { get; } = new(MeanMinutes);

        public int Minutes { get; set; }

        public ProposalId Resting { get; set; }

        public int PatientUntil { get; set; }

        public bool Entered { get; set; }

        public OrderSide EntrySide { get; set; }
    }
}
