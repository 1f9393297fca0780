using System.Runtime.CompilerServices;
using Chronos.Core.Books;
using Chronos.Core.Model;
using Chronos.Core.Policies;

namespace Chronos.Core.Gates;

/// <summary>
/// Past the far touch a price reaches no further than the aggressive collar: a buy above the ask, a sell below the bid. Behind the near touch
/// an entry rests no further than the passive collar: a buy below the bid, a sell above the ask. Basis points and ticks both hold where both
/// are given. A market order whose collar holds no price on the tick is blocked. A limit reduction passes without a quote.
/// A stop's trigger is no price it asks for and is not judged.
/// </summary>
/// <remarks>
/// While the instrument is in quarantine the quote is the last one that was believed, and a reduction is held to the collar around that: a
/// wrong quote must not let it be given away, and a true jump ends the quarantine within a few quotes.
/// </remarks>
internal sealed class PriceCollarGate : IPriceGate
{
    /// <inheritdoc />
    public GateId Id => GateId.PriceCollar;

    /// <inheritdoc />
    public bool BindsReductions => true;

    /// <inheritdoc />
    public Cap Check(in GateContext context, EngineState state, ref Finding finding)
    {
        ref readonly var quote = ref context.Quote;
        ref readonly var terms = ref context.Terms;
        if (!quote.Known)
        {
            return context.IsReduction && context.Proposal.Type == OrderType.Limit ? Cap.Pass : finding.Block(ReasonCode.QuoteUnknown);
        }

        if (context.IsProtective)
        {
            return Cap.Pass;
        }

        // Compared as price x 10000 against touch x (10000 ± collar): no division, nothing rounded.
        var worst = context.WorstPrice.Units;
        var price = Wide.Product(worst, Bps.Whole);
        if (context.IsBuy)
        {
            if (price > Wide.Product(quote.Ask.Units, Bps.Whole + terms.CollarAggressiveBps)
                || worst - quote.Ask.Units > terms.CollarAggressiveSpan.Units
                || worst == 0)
            {
                return finding.Block(ReasonCode.PriceCollar, worst, CollarEdges.HighestBuy(in quote, in terms));
            }
        }
        else if (price < Wide.Product(quote.Bid.Units, Bps.Whole - terms.CollarAggressiveBps)
            || quote.Bid.Units - worst > terms.CollarAggressiveSpan.Units)
        {
            return finding.Block(ReasonCode.PriceCollar, worst, CollarEdges.LowestSell(in quote, in terms));
        }

        var isBehind = context.IsBuy ? worst < quote.Bid.Units : worst > quote.Ask.Units;
        return isBehind && !context.IsReduction ? CheckBehind(in context, ref finding) : Cap.Pass;
    }

    /// <inheritdoc />
    public PriceRange PricesPassing(in GateContext context, EngineState state)
    {
        ref readonly var quote = ref context.Quote;
        ref readonly var terms = ref context.Terms;
        if (!quote.Known)
        {
            return context.IsReduction && context.Proposal.Type == OrderType.Limit ? PriceRange.All : PriceRange.None;
        }

        if (context.IsProtective)
        {
            return PriceRange.All;
        }

        var (lowest, highest) = context.IsBuy
            ? (context.IsReduction ? 0 : CollarEdges.LowestBuy(in quote, in terms), CollarEdges.HighestBuy(in quote, in terms))
            : (CollarEdges.LowestSell(in quote, in terms), context.IsReduction ? long.MaxValue : CollarEdges.HighestSell(in quote, in terms));
        return PriceRange.All.And(new PriceRange(Price.FromUnits(lowest), Price.FromUnits(highest)));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Cap CheckBehind(in GateContext context, ref Finding finding)
    {
        ref readonly var quote = ref context.Quote;
        ref readonly var terms = ref context.Terms;
        var worst = context.WorstPrice.Units;
        var price = Wide.Product(worst, Bps.Whole);
        var bps = terms.CollarPassiveBps;
        if (context.IsBuy)
        {
            return quote.Bid.Units - worst > terms.CollarPassiveSpan.Units
                || (bps != MandateTerms.None && price < Wide.Product(quote.Bid.Units, Bps.Whole - bps))
                    ? finding.Block(ReasonCode.PriceCollar, worst, CollarEdges.LowestBuy(in quote, in terms))
                    : Cap.Pass;
        }

        return worst - quote.Ask.Units > terms.CollarPassiveSpan.Units
            || (bps != MandateTerms.None && price > Wide.Product(quote.Ask.Units, Bps.Whole + bps))
                ? finding.Block(ReasonCode.PriceCollar, worst, CollarEdges.HighestSell(in quote, in terms))
                : Cap.Pass;
    }
}
