using Chronos.Core.Books;
using Chronos.Core.Model;

namespace Chronos.Core.Gates;

/// <summary>Ask and bid are not further apart than allowed, over the middle.</summary>
internal sealed class SpreadCeilingGate : IGate
{
    /// <inheritdoc />
    public GateId Id => GateId.SpreadCeiling;

    /// <inheritdoc />
    public bool BindsReductions => false;

    /// <inheritdoc />
    public Cap Check(in GateContext context, EngineState state, ref Finding finding)
    {
        ref readonly var quote = ref context.Quote;
        if (!quote.Known)
        {
            return finding.Block(ReasonCode.QuoteUnknown);
        }

        return MarketBook.SpreadExceeds(in quote, context.Terms.SpreadBpsMax)
            ? finding.Block(ReasonCode.SpreadCeiling, Observed(in quote), context.Terms.SpreadBpsMax)
            : Cap.Pass;
    }

    private static long Observed(in QuoteEntry quote)
    {
        var middle = Middle.Doubled(quote.Bid, quote.Ask);
        return (long)((Wide.Product(quote.Ask.Units - quote.Bid.Units, 2 * Bps.Whole) + middle - 1) / middle);
    }
}
