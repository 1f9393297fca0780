using System.Runtime.CompilerServices;
using Chronos.Core.Books;
using Chronos.Core.Model;

namespace Chronos.Core.Gates;

/// <summary>
/// An order that would take from the book is not more than a share of the quantity shown up to its worst price. One that would rest takes
/// nothing. A book that shows nothing there is unknown.
/// </summary>
internal sealed class DepthShareGate : IGate
{
    private const int Percent = 100;

    /// <inheritdoc />
    public GateId Id => GateId.DepthShare;

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

        var touch = (context.IsBuy ? quote.AskSize : quote.BidSize).Units;
        return !BookWalk.Takes(in context)
            || (touch != 0 && Wide.Product(context.Units, Percent) <= Wide.Product(touch, context.Terms.DepthPercentMax))
                ? Cap.Pass
                : CheckBook(in context, state, ref finding);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Cap CheckBook(in GateContext context, EngineState state, ref Finding finding)
    {
        var shown = BookWalk.Shown(in context, state);
        if (shown == 0)
        {
            return finding.Block(ReasonCode.DepthUnknown);
        }

        var share = Room.Units(Wide.Product(shown, context.Terms.DepthPercentMax) / Percent);
        return context.Units <= share ? Cap.Pass : finding.AtMost(share, ReasonCode.DepthShare, context.Units, share);
    }
}
