using System.Runtime.CompilerServices;
using Chronos.Core.Books;
using Chronos.Core.Model;

namespace Chronos.Core.Gates;

/// <summary>
/// Exposure of the side the order adds to, over all exposure, stays within the limit once so many positions are open, this one counted.
/// For a buy every working buy has filled and no sell, for a sell the other way round; so an order of the lighter side passes until it
/// has made its own side too heavy.
/// </summary>
internal sealed class OneSidednessGate : IPriceGate
{
    /// <inheritdoc />
    public GateId Id => GateId.OneSidedness;

    /// <inheritdoc />
    public bool BindsReductions => false;

    /// <inheritdoc />
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Cap Check(in GateContext context, EngineState state, ref Finding finding)
    {
        ref readonly var account = ref context.Account;
        return account.OpenPositions + (context.Position.IsOpen ? 0 : 1) < account.OneSidednessPositionsMin
            ? Cap.Pass
            : CheckSides(in context, ref finding);
    }

    /// <inheritdoc />
    public PriceRange PricesPassing(in GateContext context, EngineState state) => PriceSearch.Passing(this, in context, state);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Cap CheckSides(in GateContext context, ref Finding finding)
    {
        ref readonly var account = ref context.Account;
        if (!context.IsValued)
        {
            return finding.BlockUnvalued(in context);
        }

        ref readonly var value = ref context.Position.Value;
        var netOthers = context.IsBuy ? account.NetLong - value.LongEnd : value.ShortEnd - account.NetShort;
        var grossOthers = context.IsBuy
            ? account.GrossLong - Int128.Abs(value.LongEnd)
            : account.GrossShort - Int128.Abs(value.ShortEnd);
        var moved = context.MovedValue;
        var gross = grossOthers + Int128.Abs(moved);
        if (gross > Ratio.UnitsMax)
        {
            return finding.Block(ReasonCode.ArithmeticOverflow);
        }

        // side = (gross + net) / 2, so side / gross <= limit is net x 1 <= gross x (2 x limit - 1).
        return Wide.UncheckedTimes(netOthers + moved, Ratio.Ppm) > Wide.UncheckedTimes(gross, Slope(in account))
            ? OnMore(netOthers, grossOthers, in context, ref finding)
            : Cap.Pass;
    }

    private static long Slope(in AccountEntry account) => 2L * account.OneSidednessMaxPpm - Ratio.Ppm;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Cap OnMore(Int128 netOthers, Int128 grossOthers, in GateContext context, ref Finding finding)
    {
        // The largest value of this holding's end: the sum grows by (1 - slope) for what is added, by (1 + slope) for what is taken off the other side.
        var slope = Slope(in context.Account);
        var left = grossOthers * slope - netOthers * Ratio.Ppm;
        var end = left >= 0
            ? Room.End(left / (Ratio.Ppm - slope), context.ValuationPrice, context.Quote.Ask)
            : Room.End((left - (Ratio.Ppm + slope - 1)) / (Ratio.Ppm + slope), context.ValuationPrice, context.Quote.Ask);
        var gross = grossOthers + Int128.Abs(context.MovedValue);
        var side = (gross + netOthers + context.MovedValue) / 2;
        return finding.AtMost(
            Room.Units(end - context.MovedEnd),
            ReasonCode.OneSidedness,
            (long)((side * Ratio.Ppm + gross - 1) / gross),
            context.Account.OneSidednessMaxPpm);
    }
}
