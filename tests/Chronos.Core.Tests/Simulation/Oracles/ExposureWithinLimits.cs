using Chronos.Core.Model;

namespace Chronos.Core.Tests.Simulation.Oracles;

/// <summary>
/// O7: by the venue's own books, position and everything that works on the side of a new order stay within the limit of the
/// policy it was sent under, were all of it to trade.
/// </summary>
internal static class ExposureWithinLimits
{
    public static void Check(World world, SimulatedProcess process, in MessageTerms terms)
    {
        if (terms.Terms.Reduces)
        {
            return;
        }

        var (instrument, side) = (terms.Instrument, terms.Terms.Side);
        var working = world.Venue.Orders
            .Where(o => o.Instrument == instrument && o.Side == side && !o.ReduceOnly)
            .Sum(o => o.Remaining);
        var position = world.Venue.PositionOf(instrument.Value);
        var worst = (side == OrderSide.Buy ? position : -position) + working + terms.Quantity.Units;
        var limit = process.State.Policy!.Instruments[instrument.Value].PositionMax.Units;
        world.Require(
            worst <= limit, "O7",
            () => $"instrument {instrument} may come to {worst} {side}, the limit is {limit}; position {position}, working {working}");
    }
}
