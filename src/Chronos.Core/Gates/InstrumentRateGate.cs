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
    public Cap Check(in GateContext context, EngineState state, ref Finding finding)
    {
        var window = state.Activity.Instrument(context.Terms.Instrument).Rates.Submits;
        return context.NowNanos < window.FreeAtNanos && !context.IsAmend && !context.Parking.IsParked
            ? finding.Block(ReasonCode.InstrumentRate, window.Max + 1L, window.Max)
            : Cap.Pass;
    }

    /// <inheritdoc />
    public long PassesAtNanos(in GateContext context, EngineState state) =>
        context.IsAmend || context.Parking.IsParked
            ? context.NowNanos
            : Math.Max(context.NowNanos, state.Activity.Instrument(context.Terms.Instrument).Rates.Submits.FreeAtNanos);
}
