using System.Runtime.CompilerServices;
using Chronos.Core.Books;
using Chronos.Core.Model;
using Chronos.Core.Policies;

namespace Chronos.Core.Gates;

/// <summary>
/// A buy's worst price is not more than a collar above the last trade and the mark price, a sell's not more than that
/// below. A reference that was never told, or not lately, blocks.
/// </summary>
internal sealed class ReferencePriceGate : IPriceGate
{
    /// <inheritdoc />
    public GateId Id => GateId.ReferencePrice;

    /// <inheritdoc />
    public bool BindsReductions => false;

    /// <inheritdoc />
    public Cap Check(in GateContext context, EngineState state, ref Finding finding)
    {
        return context.Terms.CollarLastBps == MandateTerms.None && context.Terms.CollarMarkBps == MandateTerms.None
            ? Cap.Pass
            : CheckReferences(in context, ref finding);
    }

    /// <inheritdoc />
    public PriceRange PricesPassing(in GateContext context, EngineState state)
    {
        ref readonly var market = ref context.Market;
        ref readonly var terms = ref context.Terms;
        return Passing(in context, market.Last, market.LastTimeNanos, terms.CollarLastBps)
            .And(Passing(in context, market.Mark, market.MarkTimeNanos, terms.CollarMarkBps));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Cap CheckReferences(in GateContext context, ref Finding finding)
    {
        ref readonly var market = ref context.Market;
        ref readonly var terms = ref context.Terms;
        return IsInside(in context, market.Last, market.LastTimeNanos, terms.CollarLastBps, ref finding)
            && IsInside(in context, market.Mark, market.MarkTimeNanos, terms.CollarMarkBps, ref finding)
                ? Cap.Pass
                : new Cap(0);
    }

    private static bool IsInside(in GateContext context, Price reference, long toldNanos, long bps, ref Finding finding)
    {
        if (bps == MandateTerms.None)
        {
            return true;
        }

        var age = context.NowNanos - toldNanos;
        if (toldNanos == 0 || age > context.Terms.ReferenceAgeNanosMax)
        {
            finding.Block(ReasonCode.ReferenceUnknown, toldNanos == 0 ? 0 : age, context.Terms.ReferenceAgeNanosMax);
            return false;
        }

        var price = Wide.Product(context.WorstPrice.Units, Bps.Whole);
        if (context.IsBuy
            ? price <= Wide.Product(reference.Units, Bps.Whole + bps)
            : price >= Wide.Product(reference.Units, Bps.Whole - bps))
        {
            return true;
        }

        finding.Block(
            ReasonCode.ReferencePrice,
            context.WorstPrice.Units,
            context.IsBuy ? Bps.AboveFloored(reference, (int)bps) : Bps.BelowCeiled(reference, (int)bps));
        return false;
    }

    private static PriceRange Passing(in GateContext context, Price reference, long toldNanos, long bps)
    {
        if (bps == MandateTerms.None)
        {
            return PriceRange.All;
        }

        if (toldNanos == 0 || context.NowNanos - toldNanos > context.Terms.ReferenceAgeNanosMax)
        {
            return PriceRange.None;
        }

        var range = context.IsBuy
            ? PriceRange.All with { Highest = Price.FromUnits(Bps.AboveFloored(reference, (int)bps)) }
            : PriceRange.All with { Lowest = Price.FromUnits(Bps.BelowCeiled(reference, (int)bps)) };
        return PriceRange.All.And(range);
    }
}
