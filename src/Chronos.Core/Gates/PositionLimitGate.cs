using System.Runtime.CompilerServices;
using Chronos.Core.Books;
using Chronos.Core.Model;

namespace Chronos.Core.Gates;

/// <summary>
/// The account's position, every working order of the side counted as filled and none of the other, stays within the instrument's
/// limit, and so does the strategy's own within its mandate's.
/// </summary>
internal sealed class PositionLimitGate : IGate
{
    /// <inheritdoc />
    public GateId Id => GateId.PositionLimit;

    /// <inheritdoc />
    public bool BindsReductions => false;

    /// <inheritdoc />
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Cap Check(in GateContext context, EngineState state, ref Finding finding)
    {
        ref readonly var position = ref context.Position;
        if (!position.Known)
        {
            return finding.Block(ReasonCode.PositionUnknown);
        }

        ref readonly var line = ref context.Line;
        var all = Within(context.MovedEnd, context.Units, context.Terms.PositionMax.Units);
        var own = Within(context.IsBuy ? line.WorstLong : -line.WorstShort, context.Units, context.Terms.StrategyPositionMax.Units);
        return all & own ? Cap.Pass : OnMore(in context, ref finding);
    }

    private static bool Within(long held, long units, long maximum) => held <= maximum - units;

    /// <summary>The figures are of whichever leaves less room.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Cap OnMore(in GateContext context, ref Finding finding)
    {
        ref readonly var line = ref context.Line;
        var own = context.IsBuy ? line.WorstLong : -line.WorstShort;
        var (held, maximum) = (context.MovedEnd, context.Terms.PositionMax.Units);
        if ((Int128)context.Terms.StrategyPositionMax.Units - own < (Int128)maximum - held)
        {
            (held, maximum) = (own, context.Terms.StrategyPositionMax.Units);
        }

        return finding.AtMost(
            Room.Units((Int128)maximum - held),
            ReasonCode.PositionLimit,
            (long)Int128.Min((Int128)held + context.Units, long.MaxValue),
            maximum);
    }
}
