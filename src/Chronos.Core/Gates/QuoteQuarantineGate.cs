using Chronos.Core.Books;
using Chronos.Core.Model;
using Chronos.Core.Policies;

namespace Chronos.Core.Gates;

/// <summary>
/// The instrument's quotes are believed: none was refused since enough of them agreed, and where the policy asks for a second source, that one
/// is fresh and near the quote in force.
/// </summary>
internal sealed class QuoteQuarantineGate : IGate
{
    /// <inheritdoc />
    public GateId Id => GateId.QuoteQuarantine;

    /// <inheritdoc />
    public bool BindsReductions => false;

    /// <inheritdoc />
    public Cap Check(in GateContext context, EngineState state, ref Finding finding)
    {
        ref readonly var market = ref context.Market;
        var terms = state.Policy!.MarketOf(context.Proposal.Instrument);
        if (market.Quarantine.Active)
        {
            return finding.Block(ReasonCode.QuoteQuarantine, market.Quarantine.Agreeing, terms.QuoteGoodMin);
        }

        return terms.SecondSourceBpsMax == MandateTerms.None ? Cap.Pass : CheckSecond(in context, terms.SecondSourceBpsMax, ref finding);
    }

    private static Cap CheckSecond(in GateContext context, long limit, ref Finding finding)
    {
        ref readonly var market = ref context.Market;
        ref readonly var quote = ref context.Quote;
        if (!quote.Known || market.SecondMiddle == 0 || context.NowNanos - market.SecondTimeNanos > context.Terms.QuoteAgeNanosMax)
        {
            return finding.Block(ReasonCode.QuoteUnknown);
        }

        var middle = Middle.Doubled(quote.Bid, quote.Ask);
        return Middle.IsWithin(middle, market.SecondMiddle, limit)
            ? Cap.Pass
            : finding.Block(ReasonCode.QuoteSource, Middle.Bps(middle, market.SecondMiddle), limit);
    }
}
