using Chronos.Core.Books;
using Chronos.Core.Model;

namespace Chronos.Core.Gates;

/// <summary>The highest middle of the volatility window is not further above the lowest than allowed. The window is that of <see cref="ExtremeWindow"/>.</summary>
internal sealed class VolatilityGate : ITimeGate
{
    /// <inheritdoc />
    public GateId Id => GateId.Volatility;

    /// <inheritdoc />
    public bool BindsReductions => false;

    /// <inheritdoc />
    public Cap Check(in GateContext context, EngineState state, ref Finding finding)
    {
        if (!context.Quote.Known)
        {
            return finding.Block(ReasonCode.QuoteUnknown);
        }

        // As of the last quote; with time the window only loses.
        return MarketBook.RangeExceeds(context.Market.HighestMiddle, context.Market.LowestMiddle, context.Terms.VolatilityBpsMax)
            ? CheckWindow(in context, state, ref finding)
            : Cap.Pass;
    }

    /// <inheritdoc />
    public long PassesAtNanos(in GateContext context, EngineState state)
    {
        if (!context.Quote.Known)
        {
            return long.MaxValue;
        }

        var at = context.NowNanos;
        while (at != long.MaxValue && Exceeds(in context, state, at, out _, out _))
        {
            at = state.Market.RangeChangesAfter(context.Proposal.Instrument.Value, at);
        }

        return at;
    }

    private static Cap CheckWindow(in GateContext context, EngineState state, ref Finding finding) =>
        Exceeds(in context, state, context.NowNanos, out var highest, out var lowest)
            ? finding.Block(ReasonCode.Volatility, Middle.Bps(highest, lowest), context.Terms.VolatilityBpsMax)
            : Cap.Pass;

    private static bool Exceeds(in GateContext context, EngineState state, long nowNanos, out long highest, out long lowest)
    {
        (highest, lowest) = state.Market.Range(context.Proposal.Instrument.Value, in context.Quote, nowNanos);
        return MarketBook.RangeExceeds(highest, lowest, context.Terms.VolatilityBpsMax);
    }
}
