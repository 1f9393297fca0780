namespace Chronos.Core.Tests.Simulation.Oracles;

/// <summary>O12: no two writers share a term, and nothing is sent under an older one.</summary>
internal static class OneWriter
{
    /// <summary>A process is about to write.</summary>
    public static void CheckStart(World world, uint epoch) => world.Require(
        epoch > world.LastEpoch, "O12", () => $"a writer begins with term {epoch}, but {world.LastEpoch} has been used");

    /// <summary>A process sends.</summary>
    public static void CheckSend(World world, SimulatedProcess process)
    {
        world.Require(
            process.Epoch >= world.LastEpoch, "O12", () => $"term {process.Epoch} sends after term {world.LastEpoch}");
        world.LastEpoch = process.Epoch;
    }
}
