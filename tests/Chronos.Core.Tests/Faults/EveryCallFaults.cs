using Chronos.Core.Journal;
using Xunit.Abstractions;

namespace Chronos.Core.Tests.Faults;

/// <summary>
/// Killed at every call to the disk, counted over the whole process and not by thread: a disk in the process kills it just
/// before the n-th call is made and, in another run, just after.
/// </summary>
[Trait("Category", "Fault")]
public class EveryCallFaults(ITestOutputHelper output)
{
    private const int Records = 80;
    private const int CallsMin = 40;
    private const int RecoveryCallsMin = 10;
    private const string ByDisk = "a disk in the process, before and after the n-th call of all threads";
    private const string KilledThere = "exit 137 and the call named by the process, for each";

    internal static readonly IReadOnlyList<FaultRow> Rows =
    [
        Of(nameof(KilledAtSomeCallsOfTheWritePath), "F002a", "killed at every fifteenth call to the disk", ByDisk, "the journal is whole", KilledThere),
        Of(nameof(KilledAtEveryCallOfTheWritePath), "F002b", "killed at every call to the disk", ByDisk, "the journal is whole", KilledThere),
        Of(nameof(KilledAtSomeCallsOfRecovery), "F006a", "killed at every seventh call of a recovery to the disk", ByDisk, "run again it leaves the bytes an undisturbed one leaves", KilledThere),
        Of(nameof(KilledAtEveryCallOfRecovery), "F006b", "killed at every call of a recovery to the disk", ByDisk, "run again it leaves the bytes an undisturbed one leaves", KilledThere),
    ];

    [Fact]
    public void KilledAtSomeCallsOfTheWritePath() => KillWriting(15);

    [Fact]
    [Trait("Category", "Nightly")]
    public void KilledAtEveryCallOfTheWritePath() => KillWriting(1);

    [StraceFact]
    public void KilledAtSomeCallsOfRecovery() => KillRecovering(7);

    [StraceFact]
    [Trait("Category", "Nightly")]
    public void KilledAtEveryCallOfRecovery() => KillRecovering(1);

    private void KillWriting(int step) => KillAt(step, CallsMin, disk =>
    {
        using var journal = new FaultedJournal();
        var end = journal.Append(Records, disk: disk);
        if (end.Code != 0)
        {
            AssertKilled(end);
            journal.AssertWhole(end.Synced);
        }

        return end.Code == 0;
    });

    private void KillRecovering(int step)
    {
        using var crashed = KillFaults.CrashedInEveryWay();
        using var undisturbed = crashed.Copy();
        Assert.Equal(0, undisturbed.Recover().Code);
        var expected = undisturbed.DataHash();
        KillAt(step, RecoveryCallsMin, disk =>
        {
            using var journal = crashed.Copy();
            var end = journal.Recover(disk: disk);
            if (end.Code != 0)
            {
                AssertKilled(end);
                Assert.Equal(0, journal.Recover().Code);
            }

            Assert.Equal(expected, journal.DataHash());
            return end.Code == 0;
        });
    }

    private void KillAt(int step, int callsMin, Func<string, bool> completes)
    {
        foreach (var moment in (string[])["before", "after"])
        {
            var n = 1;
            while (!completes($"kill:{moment}:all:{n}"))
            {
                n += step;
            }

            Assert.True(n > callsMin, $"it was complete with {n - 1} calls");
            output.WriteLine($"{moment}: killed at {(n - 1) / step} of {n - 1} calls");
        }
    }

    private static void AssertKilled(ChildProcess.Ended end)
    {
        Assert.Equal(ChildProcess.Killed, end.Code);
        Assert.StartsWith("signal at call ", end.Error, StringComparison.Ordinal);
    }

    private static FaultRow Of(string method, string id, string fault, string injected, string expected, string proof) =>
        FaultRow.Of<EveryCallFaults>(method, id, fault, injected, expected, proof);
}
