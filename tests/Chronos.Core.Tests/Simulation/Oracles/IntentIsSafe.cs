using Chronos.Core.Journal;
using Chronos.Core.Model;

namespace Chronos.Core.Tests.Simulation.Oracles;

/// <summary>O5: an order the venue sees has its record behind the watermark of the durability that was promised.</summary>
internal static class IntentIsSafe
{
    public static void Check(World world, SimulatedProcess process, long sequence)
    {
        var safe = process.Store.Watermarks.Released(world.Durability);
        world.Require(
            sequence <= safe, "O5", () => $"the order of record {sequence} was sent while only {safe} was safe under {world.Durability}");
        world.Require(
            sequence <= world.History.LastSequence
            && RecordPayload.ReadDecision(world.History[sequence].Payload, (EventKind)world.History[sequence].Type).Passes,
            "O5", () => $"record {sequence}, whose order was sent, approves none");
    }
}
