using Chronos.Core.Books;
using Chronos.Core.Model;

namespace Chronos.Core.Gates;

/// <summary>The strategy sends at most so many orders and cancels for each fill in any window, once there are enough of them to judge. Never stops a cancel.</summary>
internal sealed class OrderToFillGate : ITimeGate
{
    /// <inheritdoc />
    public GateId Id => GateId.OrderToFill;

    /// <inheritdoc />
    public bool BindsReductions => false;

    /// <inheritdoc />
    public Cap Check(in GateContext context, EngineState state, ref Finding finding)
    {
        var window = state.Activity.Strategy(context.Terms.Strategy).OrdersPerFill;
        return window.IsShort ? Cap.Pass : CheckRatio(in context, window, ref finding);
    }

    /// <inheritdoc />
    public long PassesAtNanos(in GateContext context, EngineState state) =>
        state.Activity.Strategy(context.Terms.Strategy).OrdersPerFill.PassesAtNanos(context.NowNanos);

    private static Cap CheckRatio(in GateContext context, RatioWindow window, ref Finding finding) =>
        window.Exceeds(context.NowNanos, out var messages, out var allowed)
            ? finding.Block(ReasonCode.OrderToFill, messages, allowed)
            : Cap.Pass;
}
