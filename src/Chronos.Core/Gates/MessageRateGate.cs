using Chronos.Core.Books;
using Chronos.Core.Model;

namespace Chronos.Core.Gates;

/// <summary>
/// The strategy sends at most N proposals in any window, exactly; refused ones count too, a parked one once. What
/// replaces a working order has its own limit.
/// </summary>
internal sealed class MessageRateGate : ITimeGate
{
    /// <inheritdoc />
    public GateId Id => GateId.MessageRate;

    /// <inheritdoc />
    public bool BindsReductions => false;

    /// <inheritdoc />
    public Cap Check(in GateContext context, EngineState state, ref Finding finding)
    {
        var window = state.Activity.Strategy(context.Terms.Strategy).Rates.Submits;
        return context.NowNanos < window.FreeAtNanos && !context.IsAmend && !context.Parking.IsParked
            ? finding.Block(ReasonCode.MessageRate, window.Max + 1L, window.Max)
            : Cap.Pass;
    }

    /// <inheritdoc />
    public long PassesAtNanos(in GateContext context, EngineState state) =>
        context.IsAmend || context.Parking.IsParked
            ? context.NowNanos
            : Math.Max(context.NowNanos, state.Activity.Strategy(context.Terms.Strategy).Rates.Submits.FreeAtNanos);
}
