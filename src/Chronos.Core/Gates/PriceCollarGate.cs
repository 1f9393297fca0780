using Chronos.Core.Books;
using Chronos.Core.Model;

namespace Chronos.Core.Gates;

/// <summary>A buy's worst price is not more than the collar above the ask, a sell's not more than the collar below the bid. A market order whose collar holds no price on the tick is blocked. A limit reduction passes without a quote. A stop's trigger is no price it asks for and is not judged.</summary>
internal sealed class PriceCollarGate : IGate
{
    /// <inheritdoc />
    public GateId Id => GateId.PriceCollar;

    /// <inheritdoc />
    public bool BindsReductions => true;

    /// <inheritdoc />
    public Cap Check(in GateContext context, EngineState state, ref Finding finding)
    {
        ref readonly var quote = ref context.Quote;
        if (!quote.Known)
        {
            return context.IsReduction && context.Proposal.Type == OrderType.Limit ? Cap.Pass : finding.Block(ReasonCode.QuoteUnknown);
        }

        // Compared as price x 10000 against touch x (10000 ± collar): no division, nothing rounded.
        var price = Math.BigMul(context.WorstPrice.Units, Bps.Whole);
        if (context.IsBuy)
        {
            var edge = Math.BigMul(quote.Ask.Units, Bps.Whole + context.Terms.CollarAggressiveBps);
            return (price > edge && !context.IsProtective) || price == 0
                ? finding.Block(ReasonCode.PriceCollar, context.WorstPrice.Units, Bps.AboveFloored(quote.Ask, context.Terms.CollarAggressiveBps))
                : Cap.Pass;
        }

        var floor = Math.BigMul(quote.Bid.Units, Bps.Whole - context.Terms.CollarAggressiveBps);
        return price < floor && !context.IsProtective
            ? finding.Block(ReasonCode.PriceCollar, context.WorstPrice.Units, Bps.BelowCeiled(quote.Bid, context.Terms.CollarAggressiveBps))
            : Cap.Pass;
    }
}
