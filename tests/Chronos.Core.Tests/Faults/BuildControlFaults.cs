using System.Text;
using Chronos.Core.Journal;
using Chronos.Core.Tests.Crash;
using Xunit.Sdk;

namespace Chronos.Core.Tests.Faults;

/// <summary>
/// The teeth of the matrix: a build of the same sources in which one protection can be taken away. With it taken away the
/// row must fail; in the same build with nothing taken away it must pass, so that it is the protection that counts.
/// </summary>
[Trait("Category", "Fault")]
public class BuildControlFaults
{
    private const string Flag = "a build with CHRONOS_CONTROLS, CHRONOS_CONTROL=";
    private const int Records = 80;

    internal static readonly IReadOnlyList<FaultRow> Rows =
    [
        Of(nameof(WithoutTheCrcCheckTheRowFails), "F154d", "negative control of F050: the CRC of a record is not looked at", Flag + "crc", "**fails**: the flipped bit is not found; with nothing chosen it is, exit 65", "the bytes differ"),
        Of(nameof(WithoutTheSyncTheRowFails), "F154e", "negative control of F020: no sync does anything", Flag + "sync", "**fails**: records told synced are missing; with nothing chosen none are", "power cut as in F020"),
        Of(nameof(WithoutTheOneAttemptTheRowFails), "F154f", "negative control of F001b: an order is sent again", Flag + "one-attempt", "**fails**: the venue sees an order twice; with nothing chosen none", "orders left, exit by the kill"),
        Of(nameof(WithoutTheOneAttemptTheRowFailsUnderDurabilityDisk), "F154g", "negative control of F001c: an order is sent again", Flag + "one-attempt", "**fails**: the venue sees an order twice; with nothing chosen none", "orders left, exit by the kill"),
        Of(nameof(WhatIsShippedHasNoControls), "F154h", "controls in what is shipped", "names looked for in the assemblies", "none in the core, all in the build with controls", "the same search finds them there"),
    ];

    [Fact]
    public void WithoutTheCrcCheckTheRowFails()
    {
        using var whole = new FaultedJournal();
        Assert.Equal(0, whole.Append(Records).Code);
        using var flipped = whole.Copy();
        flipped.Edit(flipped.Segments[0], bytes => bytes[SegmentHeader.DataOffset + JournalFrame.Bytes + JournalRecord.HeaderBytes] ^= 1);
        Assert.NotEqual(whole.DataHash(), flipped.DataHash());

        flipped.Build = ChildBuild.WithControls;
        var found = flipped.Recover();
        Assert.Equal((int)RefusalCode.Corrupt, found.Code);
        Assert.Contains("does not match its CRC", found.Error, StringComparison.Ordinal);

        flipped.Build = ChildBuild.Without("crc");
        var missed = flipped.Recover();
        Assert.True(missed.Code == 0, missed.Error);
        Assert.Equal($"{RecoveryVerdict.Clean} {Records}", Assert.Single(missed.Lines));
    }

    [MountFact]
    public void WithoutTheSyncTheRowFails()
    {
        var (synced, left) = PowerCutFaults.Cut("synced", 30, 0, ChildBuild.WithControls);
        Assert.True(synced >= 300 && left >= synced, $"{left} records are left of {synced} that were told synced");

        (synced, left) = PowerCutFaults.Cut("synced", 30, 0, ChildBuild.Without("sync"));
        Assert.True(synced >= 300, $"{synced}");
        Assert.True(left < synced, $"{left} of {synced} are left although nothing was synced");
    }

    [Fact]
    public void WithoutTheOneAttemptTheRowFails() => AssertTwiceWithout(Durability.Process);

    [Fact]
    public void WithoutTheOneAttemptTheRowFailsUnderDurabilityDisk() => AssertTwiceWithout(Durability.Disk);

    [Fact]
    public void WhatIsShippedHasNoControls()
    {
        var shipped = typeof(ChronosEngine).Assembly;
        Assert.DoesNotContain(shipped.GetTypes(), t => t.FullName!.Contains("Control", StringComparison.Ordinal) && t.FullName.Contains("Negative", StringComparison.Ordinal));
        Assert.False(NamesControls(shipped.Location));
        Assert.False(NamesControls(Path.Combine(Path.GetDirectoryName(ChildBuild.Shipped.Program)!, "Chronos.Core.dll")));
        Assert.True(NamesControls(ChildBuild.WithControls.Program));
    }

    private static void AssertTwiceWithout(Durability durability)
    {
        KillUnderLoad(durability, ChildBuild.WithControls);
        var twice = Assert.ThrowsAny<XunitException>(() => KillUnderLoad(durability, ChildBuild.Without("one-attempt")));
        Assert.Contains("left twice", twice.Message, StringComparison.Ordinal);
    }

    private static void KillUnderLoad(Durability durability, ChildBuild build)
    {
        using var journal = new KilledJournal(durability);
        using (var engine = EngineProcess.Run(journal.Options, build: build))
        {
            Assert.True(engine.WaitForOrders(100, 15_000), "the engine stopped by itself");
            journal.Note(engine.Kill());
        }

        Assert.True(journal.OrdersLeft >= 100);
        journal.RecoverAndReplay();
    }

    /// <summary>Whether an assembly has the type's name or the variable's in it.</summary>
    private static bool NamesControls(string assembly)
    {
        var bytes = File.ReadAllBytes(assembly);
        return bytes.AsSpan().IndexOf("NegativeControl"u8) >= 0
            || bytes.AsSpan().IndexOf(Encoding.Unicode.GetBytes(ChildBuild.ControlVariable)) >= 0;
    }

    private static FaultRow Of(string method, string id, string fault, string injected, string expected, string proof) =>
        FaultRow.Of<BuildControlFaults>(method, id, fault, injected, expected, proof);
}
