using Chronos.Core.Books;
using Chronos.Core.Model;

namespace Chronos.Core.Gates;

/// <summary>At most N working orders are replaced in any window, exactly: of the strategy and of the instrument, where refused attempts count too, and at the venue, where they do not.</summary>
internal sealed class AmendRateGate : ITimeGate
{
    /// <inheritdoc />
    public GateId Id => GateId.AmendRate;

    /// <inheritdoc />
    public bool BindsReductions => false;

    /// <inheritdoc />
    public Cap Check(in GateContext context, EngineState state, ref Finding finding)
    {
        if (!context.IsAmend)
        {
            return Cap.Pass;
        }

        ref readonly var terms = ref context.Terms;
        var now = context.NowNanos;
        var strategy = state.Activity.Strategy(terms.Strategy).Rates.Amends;
        var instrument = state.Activity.Instrument(terms.Instrument).Rates.Amends;
        var venue = state.Activity.Venue(terms.Venue).Rates.Amends;
        var full = now < strategy.FreeAtNanos ? strategy : now < instrument.FreeAtNanos ? instrument : now < venue.FreeAtNanos ? venue : null;
        return full is null ? Cap.Pass : finding.Block(ReasonCode.AmendRate, full.Max + 1L, full.Max);
    }

    /// <inheritdoc />
    public long PassesAtNanos(in GateContext context, EngineState state) =>
        !context.IsAmend ? context.NowNanos : Math.Max(
            Math.Max(context.NowNanos, state.Activity.Strategy(context.Terms.Strategy).Rates.Amends.FreeAtNanos),
            Math.Max(
                state.Activity.Instrument(context.Terms.Instrument).Rates.Amends.FreeAtNanos,
                state.Activity.Venue(context.Terms.Venue).Rates.Amends.FreeAtNanos));
}
