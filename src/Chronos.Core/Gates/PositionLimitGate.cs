using Chronos.Core.Books;
using Chronos.Core.Model;

namespace Chronos.Core.Gates;

/// <summary>The position, every working order of the side counted as filled and none of the other, stays within the limit.</summary>
internal sealed class PositionLimitGate : IGate
{
    /// <inheritdoc />
    public GateId Id => GateId.PositionLimit;

    /// <inheritdoc />
    public bool BindsReductions => false;

    /// <inheritdoc />
    public Cap Check(in GateContext context, EngineState state, ref Finding finding)
    {
        ref readonly var position = ref context.Position;
        if (!position.Known)
        {
            return finding.Block(ReasonCode.PositionUnknown);
        }

        var maximum = context.Terms.PositionMax.Units;
        var held = context.IsBuy ? position.WorstLong : -position.WorstShort;
        var worst = (Int128)held + context.Units;
        return worst > maximum
            ? finding.AtMost(
                Room.Units((Int128)maximum - held),
                ReasonCode.PositionLimit,
                (long)Int128.Min(worst, long.MaxValue),
                maximum)
            : Cap.Pass;
    }
}
