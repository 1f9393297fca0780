using Chronos.Core.Books;
using Chronos.Core.Model;

namespace Chronos.Core.Gates;

/// <summary>
/// The strategy proposes the same instrument, side, price and quantity at most N times in any window, exactly; refused
/// ones count too, a parked one once. One that proposes more than can be remembered is blocked until the window is
/// known again.
/// </summary>
internal sealed class SameContentGate : ITimeGate
{
    /// <inheritdoc />
    public GateId Id => GateId.SameContent;

    /// <inheritdoc />
    public bool BindsReductions => false;

    /// <inheritdoc />
    public Cap Check(in GateContext context, EngineState state, ref Finding finding)
    {
        var window = state.Activity.Strategy(context.Terms.Strategy).Contents;
        return window.IsSeldom(in context.Proposal) && context.NowNanos >= window.ForgottenUntilNanos
            ? Cap.Pass
            : CheckRepeated(in context, window, ref finding);
    }

    /// <inheritdoc />
    public long PassesAtNanos(in GateContext context, EngineState state) =>
        context.Parking.IsParked
            ? context.NowNanos
            : Math.Max(context.NowNanos, FreeAtNanos(in context, state.Activity.Strategy(context.Terms.Strategy).Contents));

    private static Cap CheckRepeated(in GateContext context, ContentWindow window, ref Finding finding)
    {
        if (context.Parking.IsParked)
        {
            return Cap.Pass;
        }

        if (context.NowNanos < window.ForgottenUntilNanos)
        {
            return finding.Block(ReasonCode.SameContent, window.Capacity + 1L, window.Capacity);
        }

        return context.NowNanos < window.FreeAtNanos(in context.Proposal)
            ? finding.Block(ReasonCode.SameContent, window.Max + 1L, window.Max)
            : Cap.Pass;
    }

    private static long FreeAtNanos(in GateContext context, ContentWindow window) =>
        Math.Max(window.ForgottenUntilNanos, window.FreeAtNanos(in context.Proposal));
}
