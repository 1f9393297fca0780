using Chronos.Core.Books;
using Chronos.Core.Model;

namespace Chronos.Core.Gates;

/// <summary>The account's gross exposure, each working order counted where that is worse, stays within the limit. Valued at the ask, or at the order's worst price where that is higher.</summary>
internal sealed class GrossExposureGate : IPriceGate
{
    /// <inheritdoc />
    public GateId Id => GateId.GrossExposure;

    /// <inheritdoc />
    public bool BindsReductions => false;

    /// <inheritdoc />
    public Cap Check(in GateContext context, EngineState state, ref Finding finding)
    {
        ref readonly var account = ref context.Account;
        if (account.Unpriced != 0)
        {
            return finding.Block(ReasonCode.ExposureUnknown, account.Unpriced, 0);
        }

        if (!context.Quote.Known)
        {
            return finding.Block(ReasonCode.QuoteUnknown);
        }

        ref readonly var position = ref context.Position;
        var price = context.ValuationPrice;
        var others = account.Gross.Units - position.Exposure.Units;
        var sameEnd = context.IsBuy ? position.WorstLong : -position.WorstShort;
        var otherEnd = Math.Abs(context.IsBuy ? position.WorstShort : position.WorstLong);
        var end = WorseEnd(in context);
        if (end > long.MaxValue)
        {
            return finding.Block(ReasonCode.ArithmeticOverflow);
        }

        var gross = others + Math.BigMul((long)end, price.Units);
        if (gross <= account.GrossExposureMax.Units)
        {
            return Cap.Pass;
        }

        // The largest end the room allows, less what stands there already; no room when the other end alone is too much.
        var roomEnd = Room.Units(ExactNotional.FromUnits(account.GrossExposureMax.Units - others), price);
        return finding.AtMost(
            otherEnd > roomEnd ? 0 : Room.Units((Int128)roomEnd - sameEnd),
            ReasonCode.GrossExposure,
            ExactNotional.FromUnits(gross).CeilingSaturated().Units,
            account.GrossExposureMax.FloorSaturated().Units);
    }

    /// <inheritdoc />
    public PriceRange PricesPassing(in GateContext context, EngineState state)
    {
        ref readonly var account = ref context.Account;
        var end = WorseEnd(in context);
        return account.Unpriced != 0 || !context.Quote.Known || end > long.MaxValue
            ? PriceRange.None
            : PriceRange.Valued(
                ExactNotional.FromUnits(account.GrossExposureMax.Units - (account.Gross.Units - context.Position.Exposure.Units)),
                (long)end,
                context.Quote.Ask);
    }

    /// <summary>The larger end of the position with the order: filled with the working orders of its side, or not at all with the others.</summary>
    private static Int128 WorseEnd(in GateContext context)
    {
        ref readonly var position = ref context.Position;
        var sameEnd = context.IsBuy ? position.WorstLong : -position.WorstShort;
        var otherEnd = Math.Abs(context.IsBuy ? position.WorstShort : position.WorstLong);
        return Int128.Max(Int128.Abs((Int128)sameEnd + context.Units), otherEnd);
    }
}
