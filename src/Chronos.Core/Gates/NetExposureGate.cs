using System.Runtime.CompilerServices;
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
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Cap Check(in GateContext context, EngineState state, ref Finding finding)
    {
        if (!context.IsValued)
        {
            return finding.BlockUnvalued(in context);
        }

        return Others(in context) + context.MovedValue > context.Account.NetExposureMax.Units ? OnMore(in context, ref finding) : Cap.Pass;
    }

    /// <inheritdoc />
    public PriceRange PricesPassing(in GateContext context, EngineState state) => PriceSearch.Passing(this, in context, state);

    /// <summary>What the other instruments add up to at their ends of the same direction.</summary>
    private static Int128 Others(in GateContext context) => context.IsBuy
        ? context.Account.NetLong - context.Position.Value.LongEnd
        : context.Position.Value.ShortEnd - context.Account.NetShort;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Cap OnMore(in GateContext context, ref Finding finding)
    {
        var others = Others(in context);
        var maximum = context.Account.NetExposureMax.Units;
        return finding.AtMostAmount(
            Room.Units(Room.End(maximum - others, context.ValuationPrice, context.Quote.Ask) - context.MovedEnd),
            ReasonCode.NetExposure,
            others + context.MovedValue,
            maximum);
    }
}
