using Chronos.Core.Books;
using Chronos.Core.Model;

namespace Chronos.Core.Gates;

/// <summary>
/// At most N proposals in the instrument in any window, of all strategies together, exactly; refused ones count too, a
/// parked one once. What replaces a working order has its own limit.
/// </summary>
internal sealed class InstrumentRateGate : ITimeGate
{
    /// <inheritdoc />
    public GateId Id => GateId.InstrumentRate;

    /// <inheritdoc />
    public bool BindsReductions => false;

    /// <inheritdoc />
    public Cap Check(in GateContext context, EngineState state, ref Finding finding) =>
        SubmitRate.Check(in context, Window(in context, state), ReasonCode.InstrumentRate, ref finding);

    /// <inheritdoc />
    public long PassesAtNanos(in GateContext context, EngineState state) =>
        SubmitRate.PassesAtNanos(in context, Window(in context, state));

    private static RateWindow Window(in GateContext context, EngineState state) =>
        state.Activity.Instrument(context.Terms.Instrument).Rates.Submits;
}
