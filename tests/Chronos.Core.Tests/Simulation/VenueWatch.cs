using Chronos.Core.Model;
using Chronos.Core.Tests.Simulation.Oracles;

namespace Chronos.Core.Tests.Simulation;

/// <summary>Asks the oracles about every order that reaches the venue, and notes that the world has been told.</summary>
internal sealed class VenueWatch(World world) : IVenueWatch
{
    private readonly OnceAtTheVenue _once = new();

    /// <inheritdoc />
    public void OnSend(long sequence, in MessageTerms terms)
    {
        var process = world.Process!;
        world.Trace($"venue takes order {terms.Id} of record {sequence}: {terms.Terms.Side} {terms.Quantity} at {terms.WorstPrice}");
        IntentIsSafe.Check(world, process, sequence);
        _once.Check(world, terms.Id);
        ExposureWithinLimits.Check(world, process, in terms);
        NoRiskBeforeArming.Check(world, process, in terms);
        OneWriter.CheckSend(world, process);
        world.History.Acknowledge(sequence);
        world.Tally.Count("orders at the venue");
    }

    /// <summary>The venue was lost with the machine; it begins anew.</summary>
    public void Forget() => _once.Forget();
}
