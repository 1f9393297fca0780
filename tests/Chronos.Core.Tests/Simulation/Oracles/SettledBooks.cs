using Chronos.Core.Model;

namespace Chronos.Core.Tests.Simulation.Oracles;

/// <summary>O9: once everything is told, positions and open orders of the books are those of the venue.</summary>
internal static class SettledBooks
{
    public static void Check(World world, SimulatedProcess process)
    {
        var state = process.State;
        for (var i = 0; i < state.Positions.Instruments; i++)
        {
            var (held, real) = (state.Positions[0, i].Position, world.Venue.PositionOf(i));
            var instrument = i;
            world.Require(held == real, "O9", () => $"instrument {instrument}: the books hold {held}, the venue {real}");
        }

        var books = new SortedSet<ulong>();
        state.Orders.ForEach(order => books.Add(order.Id.Value));
        var open = world.Venue.Orders.Where(o => o.IsOpen).Select(o => o.Id.Value);
        world.Require(
            books.SetEquals(open), "O9",
            () => $"open orders differ: the books [{string.Join(' ', books)}], the venue [{string.Join(' ', open)}]");
    }
}
