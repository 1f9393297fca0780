using Chronos.Core.Books;
using Chronos.Core.Model;

namespace Chronos.Core.Gates;

/// <summary>
/// At most N working orders are replaced in any window, exactly: of the strategy and of the instrument, where refused
/// attempts count too, and at the venue, where they do not.
/// </summary>
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

        var full = FullAt(in context, state);
        return full is null ? Cap.Pass : finding.Block(ReasonCode.AmendRate, full.Max + 1L, full.Max);
    }

    /// <inheritdoc />
    public long PassesAtNanos(in GateContext context, EngineState state)
    {
        if (!context.IsAmend)
        {
            return context.NowNanos;
        }

        var venue = Math.Max(context.NowNanos, AtVenue(in context, state).FreeAtNanos);
        return context.Parking.IsParked
            ? venue
            : Math.Max(venue, Math.Max(OfStrategy(in context, state).FreeAtNanos, InInstrument(in context, state).FreeAtNanos));
    }

    /// <summary>The first window that holds no more; null when all do. A parked amend was counted before it was parked, but has not been to the venue.</summary>
    private static RateWindow? FullAt(in GateContext context, EngineState state)
    {
        if (!context.Parking.IsParked)
        {
            if (context.NowNanos < OfStrategy(in context, state).FreeAtNanos)
            {
                return OfStrategy(in context, state);
            }

            if (context.NowNanos < InInstrument(in context, state).FreeAtNanos)
            {
                return InInstrument(in context, state);
            }
        }

        return context.NowNanos < AtVenue(in context, state).FreeAtNanos ? AtVenue(in context, state) : null;
    }

    private static RateWindow OfStrategy(in GateContext context, EngineState state) =>
        state.Activity.Strategy(context.Terms.Strategy).Rates.Amends;

    private static RateWindow InInstrument(in GateContext context, EngineState state) =>
        state.Activity.Instrument(context.Terms.Instrument).Rates.Amends;

    private static RateWindow AtVenue(in GateContext context, EngineState state) =>
        state.Activity.Venue(context.Terms.Venue).Rates.Amends;
}
