using Chronos.Core.Books;
using Chronos.Core.Gates;
using Chronos.Core.Model;

namespace Chronos.Core.Quorum;

/// <summary>
/// Judges price and liquidity from the quote and the venue session. A session that is down and a price too far from the
/// middle veto an entry; a quantity large against the displayed size is a soft objection. Of a protective stop only the
/// session and the quote's age are judged. A verified reduction gets an
/// objection where an entry gets a veto, so that the others can carry it.
/// </summary>
internal sealed class ExecutionApprover : IApprover
{
    private const int PercentWhole = 100;

    /// <inheritdoc />
    public ApproverId Id => ApproverId.Execution;

    /// <inheritdoc />
    public Vote Vote(in GateContext context, EngineState state)
    {
        ref readonly var terms = ref context.Terms;
        ref readonly var quote = ref context.Quote;
        var hard = context.IsReduction ? VoteKind.Object : VoteKind.Veto;
        if (!state.SessionUp(terms.Venue))
        {
            return new Vote(hard, ReasonCode.ExecutionVenueDown);
        }

        var age = context.NowNanos - quote.TimeNanos;
        if (!quote.Known || age > terms.QuoteAgeNanosMax)
        {
            return new Vote(VoteKind.Abstain, ReasonCode.ExecutionQuoteStale, quote.Known ? age : 0, terms.QuoteAgeNanosMax);
        }

        if (context.IsProtective)
        {
            // It takes nothing now, and what it will take it takes at any price.
            return Model.Vote.Approve;
        }

        // Distance from the middle without a division: 2 x worst x 10000 against (bid + ask) x (10000 ± limit).
        var doubledMiddle = quote.Bid.Units + quote.Ask.Units;
        var doubledWorst = Math.BigMul(context.WorstPrice.Units, 2 * Bps.Whole);
        var slips = context.IsBuy
            ? doubledWorst > Math.BigMul(doubledMiddle, Bps.Whole + terms.SlippageBpsMax)
            : doubledWorst < Math.BigMul(doubledMiddle, Bps.Whole - terms.SlippageBpsMax);
        if (slips)
        {
            return OnSlippage(hard, in context, doubledMiddle);
        }

        var touch = context.IsBuy ? quote.Ask : quote.Bid;
        var takes = context.IsBuy ? context.WorstPrice >= touch : context.WorstPrice <= touch;
        var shown = (context.IsBuy ? quote.AskSize : quote.BidSize).Units;
        return takes && Math.BigMul(context.Units, PercentWhole) > Math.BigMul(shown, terms.DepthPercentMax)
            ? new Vote(VoteKind.Object, ReasonCode.ExecutionDepth, context.Units, shown)
            : Model.Vote.Approve;
    }

    private static Vote OnSlippage(VoteKind hard, in GateContext context, long doubledMiddle)
    {
        var away = (Int128)context.WorstPrice.Units * 2 - doubledMiddle;
        var slip = context.IsBuy ? away : -away;
        var observed = (slip * Bps.Whole + doubledMiddle - 1) / doubledMiddle;
        return new Vote(
            hard, ReasonCode.ExecutionSlippage, (long)Int128.Min(observed, long.MaxValue), context.Terms.SlippageBpsMax);
    }
}
