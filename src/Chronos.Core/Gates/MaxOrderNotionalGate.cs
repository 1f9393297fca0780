using Chronos.Core.Books;
using Chronos.Core.Model;

namespace Chronos.Core.Gates;

/// <summary>
/// The value at the worst price is not above the order maximum of instrument and strategy. A sell is valued at the ask
/// where that is higher than its worst price.
/// </summary>
internal sealed class MaxOrderNotionalGate : IPriceGate
{
    /// <inheritdoc />
    public GateId Id => GateId.MaxOrderNotional;

    /// <inheritdoc />
    public bool BindsReductions => false;

    /// <inheritdoc />
    public Cap Check(in GateContext context, EngineState state, ref Finding finding)
    {
        var price = context.ValuationPrice;
        var notional = ExactNotional.Of(price, Quantity.FromUnits(context.Units));
        if (notional <= context.Terms.OrderNotionalMax)
        {
            return Cap.Pass;
        }

        return finding.AtMost(
            Room.Units(context.Terms.OrderNotionalMax, price),
            ReasonCode.MaxOrderNotional,
            notional.CeilingSaturated().Units,
            context.Terms.OrderNotionalMax.FloorSaturated().Units);
    }

    /// <inheritdoc />
    public PriceRange PricesPassing(in GateContext context, EngineState state) =>
        PriceRange.Valued(context.Terms.OrderNotionalMax, context.Units, context.Quote.Ask);
}
