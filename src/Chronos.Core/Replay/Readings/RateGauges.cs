using Chronos.Core.Books;
using Chronos.Core.Gates;
using Chronos.Core.Model;

namespace Chronos.Core.Replay.Readings;

/// <summary>
/// The figures of the gates about rate and repetition: a window that counts tells how many there would be with this one. What
/// a window of contents holds of one content it does not tell.
/// </summary>
internal static class RateGauges
{
    public static Gauge Read(GateId gate, in GateContext context, EngineState state)
    {
        ref readonly var terms = ref context.Terms;
        var strategy = state.Activity.Strategy(terms.Strategy);
        return gate switch
        {
            GateId.MessageRate => Submits(ReasonCode.MessageRate, in context, strategy.Rates.Submits),
            GateId.InstrumentRate => Submits(
                ReasonCode.InstrumentRate, in context, state.Activity.Instrument(terms.Instrument).Rates.Submits),
            GateId.VenueRate => VenueRate(in context, state),
            GateId.AmendRate => AmendRate(in context, state),
            GateId.VenueWindow => Gauge.AtMost(
                ReasonCode.VenueWindow, state.Orders.UnansweredAt(terms.Venue) + 1L, terms.UnansweredOrdersMax),
            GateId.OrderCapacity => Gauge.AtMost(ReasonCode.OrderCapacity, state.Orders.Count + 1L, state.Orders.Capacity),
            GateId.RepeatedExecution => OneMore(ReasonCode.RepeatedExecution, in context, strategy.Executions),
            GateId.OrderToFill => OrderToFill(in context, strategy),
            GateId.RejectStorm => Gauge.Tightest(
                Rejects(in context, strategy.Rejects), Rejects(in context, state.Activity.Venue(terms.Venue).Rejects)),
            GateId.AccumulatedNotional => Accumulated(in context, strategy),
            GateId.WorkingOrders => WorkingOrders(in context, state),
            GateId.CoolDown => CoolDown(in context, state),
            GateId.EntrySpacing => EntrySpacing(in context, state),
            GateId.LossStreak => Gauge.AtMost(ReasonCode.LossStreak, strategy.LossStreak, strategy.LossStreakMax),
            _ => Gauge.None,
        };
    }

    private static Gauge Submits(ReasonCode code, in GateContext context, RateWindow window) =>
        context.IsAmend || context.Parking.IsParked ? Gauge.None : OneMore(code, in context, window);

    private static Gauge OneMore(ReasonCode code, in GateContext context, RateWindow window) =>
        Gauge.AtMost(code, Used(window, context.NowNanos) + 1L, window.Max);

    /// <summary>Rejects are counted when they come: as many as the window holds are already too many.</summary>
    private static Gauge Rejects(in GateContext context, RateWindow window) =>
        Gauge.AtMost(ReasonCode.RejectStorm, Used(window, context.NowNanos), window.Max - 1L);

    /// <summary>Messages still in the window: the N-th last is while the time for N has not come.</summary>
    private static int Used(RateWindow window, long nowNanos)
    {
        var (used, more) = (0, window.Max + 1);
        while (more - used > 1)
        {
            var middle = used + (more - used) / 2;
            if (window.FreeAtNanosFor(middle) > nowNanos)
            {
                used = middle;
            }
            else
            {
                more = middle;
            }
        }

        return used;
    }

    private static Gauge VenueRate(in GateContext context, EngineState state)
    {
        var venue = state.Activity.Venue(context.Terms.Venue);
        var maximum = context.IsReduction ? venue.Rates.Submits.Max : venue.EntriesMax;
        return Gauge.AtMost(
            ReasonCode.VenueRate, Math.Min(Used(venue.Rates.Submits, context.NowNanos), maximum) + 1L, maximum);
    }

    private static Gauge AmendRate(in GateContext context, EngineState state)
    {
        if (!context.IsAmend)
        {
            return Gauge.None;
        }

        var venue = OneMore(ReasonCode.AmendRate, in context, state.Activity.Venue(context.Terms.Venue).Rates.Amends);
        return context.Parking.IsParked
            ? venue
            : Gauge.Tightest(
                OneMore(ReasonCode.AmendRate, in context, state.Activity.Strategy(context.Terms.Strategy).Rates.Amends),
                OneMore(ReasonCode.AmendRate, in context, state.Activity.Instrument(context.Terms.Instrument).Rates.Amends),
                venue);
    }

    private static Gauge OrderToFill(in GateContext context, StrategyActivity strategy)
    {
        if (strategy.OrdersPerFill.IsShort)
        {
            return Gauge.None;
        }

        strategy.OrdersPerFill.Exceeds(context.NowNanos, out var messages, out var allowed);
        return Gauge.AtMost(ReasonCode.OrderToFill, messages, allowed);
    }

    private static Gauge Accumulated(in GateContext context, StrategyActivity strategy)
    {
        var value = ExactNotional.Of(context.ValuationPrice, Quantity.FromUnits(context.Units));
        var after = strategy.Accumulated(context.Proposal.Side).TotalAt(context.NowNanos) + value;
        return Gauge.Amount(ReasonCode.AccumulatedNotional, after.Units, strategy.AccumulatedMax.Units);
    }

    private static Gauge WorkingOrders(in GateContext context, EngineState state)
    {
        var strategy = state.Activity.Strategy(context.Terms.Strategy);
        var instrument = state.Activity.Instrument(context.Terms.Instrument);
        return Gauge.Tightest(
            Gauge.AtMost(ReasonCode.WorkingOrders, strategy.WorkingOrders + 1L, strategy.WorkingOrdersMax),
            Gauge.AtMost(ReasonCode.WorkingOrders, instrument.WorkingOrders + 1L, instrument.WorkingOrdersMax),
            Gauge.AtMost(ReasonCode.WorkingOrders, context.Account.WorkingOrders + 1L, context.Account.WorkingOrdersMax));
    }

    private static Gauge CoolDown(in GateContext context, EngineState state)
    {
        ref readonly var trip = ref state.Activity.Trip(context.Terms.Strategy, context.Terms.Instrument);
        return trip.CoolUntilNanos <= trip.ClosedAtNanos || trip.ClosedAtNanos <= 0
            ? Gauge.None
            : Gauge.AtLeast(ReasonCode.CoolDown, context.NowNanos - trip.ClosedAtNanos, trip.CoolUntilNanos - trip.ClosedAtNanos);
    }

    private static Gauge EntrySpacing(in GateContext context, EngineState state)
    {
        ref readonly var terms = ref context.Terms;
        var strategy = state.Activity.Strategy(terms.Strategy);
        return terms.Allowed && strategy.LastEntryNanos != long.MinValue && state.Stages.IsSlowed(terms.Account, terms.Strategy, terms.Asset)
            ? Gauge.AtLeast(ReasonCode.EntrySpacing, context.NowNanos - strategy.LastEntryNanos, strategy.EntrySpacingNanos)
            : Gauge.None;
    }
}
