using System.Runtime.CompilerServices;
using Chronos.Core.Books;
using Chronos.Core.Model;

namespace Chronos.Core.Gates;

/// <summary>
/// A buy's worst price is not more than the limit above the middle the drift window began with, a sell's not more than that below. The window
/// and the price it began with are those of <see cref="DriftWindow"/>.
/// </summary>
internal sealed class PriceDriftGate : IPriceGate, ITimeGate
{
    // Middles are doubled.
    private const long Whole = 2 * Bps.Whole;

    /// <inheritdoc />
    public GateId Id => GateId.PriceDrift;

    /// <inheritdoc />
    public bool BindsReductions => false;

    /// <inheritdoc />
    public Cap Check(in GateContext context, EngineState state, ref Finding finding)
    {
        if (!context.Quote.Known)
        {
            return finding.Block(ReasonCode.QuoteUnknown);
        }

        ref readonly var market = ref context.Market;
        var begun = context.NowNanos < market.DriftUntilNanos
            ? context.IsBuy ? market.DriftLowest : market.DriftHighest
            : Beginning(in context, state);
        return IsInside(in context, begun)
            ? Cap.Pass
            : finding.Block(ReasonCode.PriceDrift, context.WorstPrice.Units, Edge(in context, begun));
    }

    /// <inheritdoc />
    public PriceRange PricesPassing(in GateContext context, EngineState state)
    {
        if (!context.Quote.Known)
        {
            return PriceRange.None;
        }

        var edge = Price.FromUnits(Edge(in context, Beginning(in context, state)));
        return PriceRange.All.And(context.IsBuy ? PriceRange.All with { Highest = edge } : PriceRange.All with { Lowest = edge });
    }

    /// <inheritdoc />
    public long PassesAtNanos(in GateContext context, EngineState state)
    {
        if (!context.Quote.Known)
        {
            return long.MaxValue;
        }

        for (var at = context.NowNanos; ; at = state.Market.DriftChangesAfter(context.Proposal.Instrument.Value, at))
        {
            if (at == long.MaxValue || IsInside(in context, Begun(in context, state, at)))
            {
                return at;
            }
        }
    }

    private static bool IsInside(in GateContext context, long begun)
    {
        var price = Wide.Product(context.WorstPrice.Units, Whole);
        return context.IsBuy
            ? price <= Wide.Product(begun, Bps.Whole + context.Terms.DriftBpsMax)
            : price >= Wide.Product(begun, Bps.Whole - context.Terms.DriftBpsMax);
    }

    /// <summary>The outermost price inside, rounded inward.</summary>
    private static long Edge(in GateContext context, long begun) => context.IsBuy
        ? (long)(Wide.Product(begun, Bps.Whole + context.Terms.DriftBpsMax) / Whole)
        : (long)((Wide.Product(begun, Bps.Whole - context.Terms.DriftBpsMax) + (Whole - 1)) / Whole);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long Beginning(in GateContext context, EngineState state) => Begun(in context, state, context.NowNanos);

    private static long Begun(in GateContext context, EngineState state, long nowNanos)
    {
        var slice = state.Market.DriftBeginning(context.Proposal.Instrument.Value, nowNanos);
        return context.IsBuy ? slice.Lowest : slice.Highest;
    }
}
