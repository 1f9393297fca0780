using Chronos.Core.Books;
using Chronos.Core.Gates;
using Chronos.Core.Model;

namespace Chronos.Core.Quorum;

/// <summary>
/// Judges price and liquidity from the quote, the order book and the venue session. A session that is down and an average
/// fill expected too far from the middle veto an entry; a quantity large against the touch is a soft objection.
/// Of a protective stop only the session and the quote's age are judged. A verified reduction gets an
/// objection where an entry gets a veto, so that the others can carry it.
/// </summary>
internal sealed class ExecutionApprover : IApprover
{
    private const int PercentWhole = 100;

    /// <inheritdoc />
    public ApproverId Id => ApproverId.Execution;

    /// <inheritdoc />
    public VoteKind Vote(in GateContext context, EngineState state, ref Finding finding)
    {
        ref readonly var terms = ref context.Terms;
        ref readonly var quote = ref context.Quote;
        var hard = context.IsReduction ? VoteKind.Object : VoteKind.Veto;
        if (!state.SessionUp(terms.Venue))
        {
            return finding.Vote(hard, ReasonCode.ExecutionVenueDown);
        }

        var age = context.NowNanos - quote.TimeNanos;
        if (!quote.Known || age > terms.QuoteAgeNanosMax)
        {
            return finding.Vote(VoteKind.Abstain, ReasonCode.ExecutionQuoteStale, quote.Known ? age : 0, terms.QuoteAgeNanosMax);
        }

        if (context.IsProtective)
        {
            // It takes nothing now, and what it will take it takes at any price.
            return VoteKind.Approve;
        }

        // The average fill as the book shows it; within the limit for certain where the worst price is.
        var limit = terms.SlippageBpsMax;
        if (!BookWalk.IsWorstWithin(in context, limit) && BookWalk.WithinSlippage(in context, state, limit) < context.Units)
        {
            return finding.Vote(hard, ReasonCode.ExecutionSlippage, BookWalk.SlippageBps(in context, state), limit);
        }

        if (!BookWalk.Takes(in context))
        {
            return VoteKind.Approve;
        }

        var shown = (context.IsBuy ? quote.AskSize : quote.BidSize).Units;
        return Wide.Product(context.Units, PercentWhole) > Wide.Product(shown, terms.TouchPercentMax)
            ? finding.Vote(VoteKind.Object, ReasonCode.ExecutionDepth, context.Units, shown)
            : VoteKind.Approve;
    }
}
