using System.Runtime.CompilerServices;
using Chronos.Core.Books;
using Chronos.Core.Model;

namespace Chronos.Core.Gates;

/// <summary>The average fill, walking the order book as shown and the rest at the worst price, is not further past the middle than the limit.</summary>
internal sealed class ExpectedSlippageGate : IPriceGate
{
    /// <inheritdoc />
    public GateId Id => GateId.ExpectedSlippage;

    /// <inheritdoc />
    public bool BindsReductions => false;

    /// <inheritdoc />
    public Cap Check(in GateContext context, EngineState state, ref Finding finding)
    {
        if (!context.Quote.Known)
        {
            return finding.Block(ReasonCode.QuoteUnknown);
        }

        return BookWalk.IsWorstWithin(in context, context.Terms.SlippageBpsMax) ? Cap.Pass : CheckBook(in context, state, ref finding);
    }

    /// <summary>A better price never makes the average worse, so the outermost passing price is found by halving.</summary>
    public PriceRange PricesPassing(in GateContext context, EngineState state)
    {
        if (!context.Quote.Known)
        {
            return PriceRange.None;
        }

        var asked = context;
        var (passes, fails) = context.IsBuy ? (0L, Bounds.PriceUnitsMax + 1) : (Bounds.PriceUnitsMax + 1, 0L);
        while (Math.Abs(fails - passes) > 1)
        {
            var middle = passes + (fails - passes) / 2;
            asked.WorstPrice = Price.FromUnits(middle);
            if (BookWalk.WithinSlippage(in asked, state, context.Terms.SlippageBpsMax) >= context.Units)
            {
                passes = middle;
            }
            else
            {
                fails = middle;
            }
        }

        return PriceRange.All.And(context.IsBuy
            ? PriceRange.All with { Highest = Price.FromUnits(passes) }
            : PriceRange.All with { Lowest = Price.FromUnits(passes) });
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Cap CheckBook(in GateContext context, EngineState state, ref Finding finding)
    {
        var limit = context.Terms.SlippageBpsMax;
        var within = BookWalk.WithinSlippage(in context, state, limit);
        return within >= context.Units
            ? Cap.Pass
            : finding.AtMost(within, ReasonCode.ExpectedSlippage, BookWalk.SlippageBps(in context, state), limit);
    }
}
