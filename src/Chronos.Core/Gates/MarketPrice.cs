using Chronos.Core.Books;
using Chronos.Core.Model;
using Chronos.Core.Policies;

namespace Chronos.Core.Gates;

/// <summary>The worst price of a market order: the edge of its collar, on the tick.</summary>
internal static class MarketPrice
{
    /// <summary>Zero when there is no quote to derive it from.</summary>
    public static Price Worst(in QuoteEntry quote, in MandateTerms terms, OrderSide side)
    {
        if (!quote.Known)
        {
            return default;
        }

        var tick = terms.TickSize.Units;
        if (side == OrderSide.Buy)
        {
            var edge = CollarEdges.HighestBuy(in quote, in terms);
            return Price.FromUnits(edge - edge % tick);
        }

        var floor = CollarEdges.LowestSell(in quote, in terms);
        var over = floor % tick;
        return Price.FromUnits(over == 0 ? floor : floor + (tick - over));
    }
}
