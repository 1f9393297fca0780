using Chronos.Core.Books;
using Chronos.Core.Model;

namespace Chronos.Core.Gates;

/// <summary>
/// The touch the order would take, the ask for a buy and the bid for a sell, shows at least a value. With nothing on
/// either side the book is unknown. A floor of zero asks for nothing.
/// </summary>
internal sealed class LiquidityFloorGate : IGate
{
    /// <inheritdoc />
    public GateId Id => GateId.LiquidityFloor;

    /// <inheritdoc />
    public bool BindsReductions => false;

    /// <inheritdoc />
    public Cap Check(in GateContext context, EngineState state, ref Finding finding)
    {
        ref readonly var quote = ref context.Quote;
        var least = context.Terms.TouchNotionalMin;
        if (least == ExactNotional.Zero)
        {
            return Cap.Pass;
        }

        if (!quote.Known)
        {
            return finding.Block(ReasonCode.QuoteUnknown);
        }

        if (quote.BidSize.IsZero || quote.AskSize.IsZero)
        {
            return finding.Block(ReasonCode.DepthUnknown);
        }

        var shown = context.IsBuy ? quote.Ask * quote.AskSize : quote.Bid * quote.BidSize;
        return shown < least
            ? finding.Block(ReasonCode.LiquidityFloor, shown.FloorSaturated().Units, least.CeilingSaturated().Units)
            : Cap.Pass;
    }
}
