using System.Globalization;
using Chronos.Core.Journal;
using Chronos.Core.Tests.Crash;

namespace Chronos.Core.Tests.Faults;

/// <summary>
/// Killed at a chosen place in the life of one order. The core never sends it again; what became of it the venue tells at
/// the next start, and until then it counts as unknown.
/// </summary>
[Trait("Category", "Fault")]
public class OrderKillFaults
{
    private const int Order = 3;

    internal static readonly IReadOnlyList<FaultRow> Rows =
    [
        Of(nameof(KilledBetweenDecisionAndRecord), "F003", "killed between the decision on an order and its record", "the build with controls kills itself behind the seal", "never sent, nowhere in the books; proposed again it is decided anew, at once", "exit 137, the order named by the process"),
        Of(nameof(KilledBeforeTheSend), "F004", "killed when the record is safe, before the send, durability Disk", "the venue kills the process when the message is built", "held as unknown at the start, never sent, settled as NotSent; proposed again it is blocked as a duplicate", "exit 137, the order named by the process"),
        Of(nameof(KilledBeforeTheSendUnderDurabilityProcess), "F004a", "the same, durability Process", "the venue kills the process when the message is built", "the same", "exit 137, the order named by the process"),
        Of(nameof(KilledBeforeTheAnswer), "F005", "killed after the send, before the answer, durability Disk", "the venue kills the process when it has taken the order", "held as unknown at the start, adopted as the venue tells, sent once; proposed again it is blocked as a duplicate", "exit 137, the order in the venue's memory"),
        Of(nameof(KilledBeforeTheAnswerUnderDurabilityProcess), "F005a", "the same, durability Process", "the venue kills the process when it has taken the order", "the same", "exit 137, the order in the venue's memory"),
    ];

    [Fact]
    public void KilledBetweenDecisionAndRecord()
    {
        using var journal = new KilledJournal(Durability.Disk);
        var killed = Run(
            ChildBuild.WithControls, journal, "decided", ("CHRONOS_KILL_DECIDED", Order.ToString(CultureInfo.InvariantCulture)));
        Assert.Equal(ChildProcess.Killed, killed.Code);
        Assert.StartsWith("killed ", killed.Error, StringComparison.Ordinal);
        Assert.Equal(Order - 1, VenueMemory(journal).Length);

        var again = Run(ChildBuild.Shipped, journal, "none");
        Assert.True(again.Code == 0, again.Error);
        Assert.Equal(Order - 1, Places(again, "held"));
        Assert.Equal(Order - 1, Places(again, "open"));
        Assert.Equal("Approve", Words(again, "decided")[2]);
        Assert.Equal(Order, VenueMemory(journal).Distinct().Count());
        AssertSentOnce(journal);
    }

    [Fact]
    public void KilledBeforeTheSend() => KillBeforeTheSend(Durability.Disk);

    [Fact]
    public void KilledBeforeTheSendUnderDurabilityProcess() => KillBeforeTheSend(Durability.Process);

    [Fact]
    public void KilledBeforeTheAnswer() => KillBeforeTheAnswer(Durability.Disk);

    [Fact]
    public void KilledBeforeTheAnswerUnderDurabilityProcess() => KillBeforeTheAnswer(Durability.Process);

    private static void KillBeforeTheSend(Durability durability)
    {
        using var journal = new KilledJournal(durability);
        var order = KillAt(journal, "safe");
        Assert.DoesNotContain(order, VenueMemory(journal));

        var again = Run(ChildBuild.Shipped, journal, "none");
        Assert.True(again.Code == 0, again.Error);
        Assert.Contains($"held {order} False False", again.Lines);
        Assert.DoesNotContain(again.Lines, line => line.StartsWith($"open {order} ", StringComparison.Ordinal));
        Assert.Equal(Order - 1, Places(again, "open"));
        AssertDuplicate(again);
        Assert.DoesNotContain(order, VenueMemory(journal));
        AssertSentOnce(journal);
    }

    private static void KillBeforeTheAnswer(Durability durability)
    {
        using var journal = new KilledJournal(durability);
        var order = KillAt(journal, "sent");
        Assert.Contains(order, VenueMemory(journal));

        var again = Run(ChildBuild.Shipped, journal, "none");
        Assert.True(again.Code == 0, again.Error);
        Assert.Contains($"held {order} False True", again.Lines);
        Assert.Contains($"open {order} Working", again.Lines);
        AssertDuplicate(again);
        AssertSentOnce(journal);
    }

    /// <summary>The order it was killed at.</summary>
    private static string KillAt(KilledJournal journal, string point)
    {
        var killed = Run(ChildBuild.Shipped, journal, point);
        Assert.Equal(ChildProcess.Killed, killed.Code);
        return Words(killed, "killed")[1];
    }

    private static ChildProcess.Ended Run(
        ChildBuild build, KilledJournal journal, string point, params (string Key, string Value)[] environment)
    {
        var options = journal.Options;
        var durability = options.Durability == Durability.Disk ? "disk" : "process";
        using var process = ChildProcess.Start(
            build, null, ["orders", options.DataDirectory, options.RingDirectory!, durability, point, Order.ToString(CultureInfo.InvariantCulture)], environment);
        return process.WaitForEnd();
    }

    private static void AssertDuplicate(ChildProcess.Ended end)
    {
        var decided = Words(end, "decided");
        Assert.Equal(("Block", "DuplicateProposal"), (decided[2], decided[4]));
    }

    private static void AssertSentOnce(KilledJournal journal)
    {
        var sent = VenueMemory(journal);
        Assert.Equal(sent.Length, sent.Distinct().Count());
        journal.RecoverAndReplay();
    }

    private static string[] VenueMemory(KilledJournal journal) =>
        File.ReadAllLines(Path.Combine(Path.GetDirectoryName(journal.Options.DataDirectory)!, "venue.log"));

    private static string[] Words(ChildProcess.Ended end, string word) =>
        end.Lines.Last(line => line.StartsWith(word + " ", StringComparison.Ordinal)).Split(' ');

    private static int Places(ChildProcess.Ended end, string word) =>
        end.Lines.Count(line => line.StartsWith(word + " ", StringComparison.Ordinal));

    private static FaultRow Of(string method, string id, string fault, string injected, string expected, string proof) =>
        FaultRow.Of<OrderKillFaults>(method, id, fault, injected, expected, proof);
}
