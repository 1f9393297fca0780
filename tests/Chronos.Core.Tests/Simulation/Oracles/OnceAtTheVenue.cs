using Chronos.Core.Model;

namespace Chronos.Core.Tests.Simulation.Oracles;

/// <summary>O6: the venue sees each client order id at most once.</summary>
internal sealed class OnceAtTheVenue
{
    private readonly HashSet<ulong> _seen = [];

    public void Check(World world, OrderId id) =>
        world.Require(_seen.Add(id.Value), "O6", () => $"order {id} was sent twice");

    /// <summary>The venue is another one from now on.</summary>
    public void Forget() => _seen.Clear();
}
