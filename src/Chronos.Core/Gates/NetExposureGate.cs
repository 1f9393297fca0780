using Chronos.Core.Books;
using Chronos.Core.Model;

namespace Chronos.Core.Gates;

/// <summary>
/// The sum of signed exposures of the account, at the end the order moves, stays within the limit: for a buy every working buy
/// has filled and no sell, for a sell the other way round. Valued at the ask; what the order makes long or short at its worst price
/// where that is higher.
/// </summary>
internal sealed class NetExposureGate : IPriceGate
{
    /// <inheritdoc />
    public GateId Id => GateId.NetExposure;

    /// <inheritdoc />
    public bool BindsReductions => false;

    /// <inheritdoc />
    public Cap Check(in GateContext context, EngineState state, ref Finding finding)
    {
        if (!context.IsValued)
        {
            return finding.BlockUnvalued(in context);
        }

        ref readonly var account = ref context.Account;
        ref readonly var value = ref context.Position.Value;
        var others = context.IsBuy ? account.NetLong - value.LongEnd : value.ShortEnd - account.NetShort;
        var net = others + context.MovedValue;
        var maximum = account.NetExposureMax.Units;
        return net > maximum
            ? finding.AtMostAmount(
                Room.Units(Room.End(maximum - others, context.ValuationPrice, context.Quote.Ask) - context.MovedEnd),
                ReasonCode.NetExposure,
                net,
                maximum)
            : Cap.Pass;
    }

    /// <inheritdoc />
    public PriceRange PricesPassing(in GateContext context, EngineState state) => PriceSearch.Passing(this, in context, state);
}
