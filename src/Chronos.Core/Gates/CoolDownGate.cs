using Chronos.Core.Books;
using Chronos.Core.Model;

namespace Chronos.Core.Gates;

/// <summary>The strategy enters an instrument no sooner than so long after closing a position of its own in it, and so long after closing one at a loss.</summary>
internal sealed class CoolDownGate : ITimeGate
{
    /// <inheritdoc />
    public GateId Id => GateId.CoolDown;

    /// <inheritdoc />
    public bool BindsReductions => false;

    /// <inheritdoc />
    public Cap Check(in GateContext context, EngineState state, ref Finding finding)
    {
        ref readonly var trip = ref state.Activity.Trip(context.Terms.Strategy, context.Terms.Instrument);
        return context.NowNanos < trip.CoolUntilNanos
            ? finding.Block(ReasonCode.CoolDown, context.NowNanos - trip.ClosedAtNanos, trip.CoolUntilNanos - trip.ClosedAtNanos)
            : Cap.Pass;
    }

    /// <inheritdoc />
    public long PassesAtNanos(in GateContext context, EngineState state) =>
        Math.Max(context.NowNanos, state.Activity.Trip(context.Terms.Strategy, context.Terms.Instrument).CoolUntilNanos);
}
