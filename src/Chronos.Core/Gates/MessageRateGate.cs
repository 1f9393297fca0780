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
    public Cap Check(in GateContext context, EngineState state, ref Finding finding) =>
        SubmitRate.Check(in context, Window(in context, state), ReasonCode.MessageRate, ref finding);

    /// <inheritdoc />
    public long PassesAtNanos(in GateContext context, EngineState state) =>
        SubmitRate.PassesAtNanos(in context, Window(in context, state));

    private static RateWindow Window(in GateContext context, EngineState state) =>
        state.Activity.Strategy(context.Terms.Strategy).Rates.Submits;
}
