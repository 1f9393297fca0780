using Chronos.Core.Journal;
using Chronos.Core.Replay;

namespace Chronos.Core.Tests.Simulation.Oracles;

/// <summary>
/// O1 to O4, in one reading of what recovery left: everything that had to survive is there byte for byte, nothing is there
/// that was never handed over, no sequence is missing, and a replay makes the same records and reaches the same states.
/// </summary>
internal static class RecoveredJournal
{
    /// <summary>Reads and replays all of it; the replayer is left at the end.</summary>
    public static void Check(World world, JournalReader reader, Replayer replayer, long lastSequence, long floor)
    {
        world.Require(
            lastSequence >= floor, "O1",
            () => $"the journal ends with {lastSequence}, but {floor} had to survive ({world.History.Acknowledged} was acknowledged)");
        world.Require(
            lastSequence <= world.History.LastSequence, "O2",
            () => $"the journal ends with {lastSequence}, but only {world.History.LastSequence} were ever handed over");
        var expected = 1L;
        while (reader.TryRead(out var record))
        {
            var found = record.Sequence;
            var place = expected;
            world.Require(found == place, "O3", () => $"record {found} stands where {place} should");
            CheckBytes(world, in record);
            replayer.Replay(in record);
            CheckHash(world, replayer, record.Sequence);
            expected++;
        }

        world.Require(expected - 1 == lastSequence, "O3", () => $"{expected - 1} records of {lastSequence} can be read");
        var difference = replayer.Report().FirstDifference;
        world.Require(difference is null, "O4", () => $"replay differs: {difference}");
    }

    private static void CheckBytes(World world, in RecordView record)
    {
        var sequence = record.Sequence;
        var submitted = world.History[sequence];
        world.Require(
            record.Payload.SequenceEqual(submitted.Payload)
            && (record.Type, record.TimeNanos, record.Epoch) == (submitted.Type, submitted.TimeNanos, submitted.Epoch),
            sequence <= world.History.Acknowledged ? "O1" : "O2", () => $"record {sequence} is not what was handed over");
    }

    private static void CheckHash(World world, Replayer replayer, long sequence)
    {
        if (world.History.Hashes.TryGetValue(sequence, out var hash))
        {
            world.Require(
                replayer.State.Hash().SequenceEqual(hash), "O4", () => $"the state after record {sequence} differs");
            world.Tally.Count("state hashes compared");
        }
    }
}
