using System.Globalization;
using Chronos.Core.Journal;
using Chronos.Core.Tests.Crash;
using Xunit.Abstractions;

namespace Chronos.Core.Tests.Faults;

/// <summary>Too little memory, too little of a processor.</summary>
[Trait("Category", "Fault")]
public class ScarcityFaults(ITestOutputHelper output)
{
    private const long MemoryBytes = 300 << 20;
    private const int Burners = 4;

    internal static readonly IReadOnlyList<FaultRow> Rows =
    [
        Of(nameof(OutOfMemory), "F012", "the machine is out of memory", "a cgroup of 300 MiB that another process fills", "killed by the kernel; the journal is whole", "exit 137, kills counted by the cgroup"),
        Of(nameof(OneStarvedProcessor), "F013", "one processor, shared with four that never rest, and 2 s of standing still", "taskset, SIGSTOP and SIGCONT", "what does not fit is answered Busy; every proposal taken is in the journal, in order, nothing else; exit 0", "Busy was answered; no orders while it stood"),
    ];

    [MemoryFact]
    public void OutOfMemory()
    {
        using var group = new MemoryGroup(MemoryBytes);
        using var journal = new FaultedJournal();
        using var process = ChildProcess.Begin(
            group.Command(isKilledFirst: true, "dotnet", ChildBuild.Shipped.Program, "append", journal.Data, journal.Ring, "1000000", "synced"));
        process.WaitForLines(20);
        Assert.False(process.HasExited);
        Assert.Equal(0, group.Kills);
        using var filler = ChildProcess.Begin(group.Command(isKilledFirst: false, "sh", "-c", "head -c 600M /dev/zero | tail"));
        var end = process.WaitForEnd();
        Assert.Equal(ChildProcess.Killed, end.Code);
        Assert.NotEqual(0, group.Kills);
        filler.WaitForEnd();
        Assert.True(end.Synced > 0);
        journal.AssertWhole(end.Synced);
    }

    [Fact]
    [Trait("Category", "Nightly")]
    public void OneStarvedProcessor()
    {
        using var journal = new KilledJournal(Durability.Process);
        using var engine = ChildProcess.Begin(
            "taskset", "-c", "0", "dotnet", ChildBuild.Shipped.Program, "run", journal.Options.DataDirectory, journal.Options.RingDirectory!, "process", "counted");
        engine.WaitForLines(10);
        var burners = Enumerable.Range(0, Burners)
            .Select(_ => ChildProcess.Begin("taskset", "-c", "0", "timeout", "20", "sh", "-c", "while :; do :; done")).ToArray();
        try
        {
            engine.WaitForLines(engine.Lines().Length + 10);
            engine.Signal("STOP");
            engine.WaitUntilStopped();
            Thread.Sleep(100);
            var said = engine.Lines().Length;
            Thread.Sleep(2000);
            Assert.Equal(said, engine.Lines().Length);
            engine.Signal("CONT");
            engine.WaitForLines(said + 10);
            engine.EndInput();
            var end = engine.WaitForEnd();
            Assert.True(end.Code == 0, end.Error);
            var (taken, busy) = (end.Number("counted", 1), end.Number("counted", 2));
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{taken} taken, {busy} busy"));
            Assert.True(taken > 0 && busy > 0, $"{taken} taken, {busy} busy");
            Assert.Equal(taken, ProposalsInOrder(journal.Options.DataDirectory));
            Assert.Equal(end.Lines.Length - 1, end.Lines.SkipLast(1).Select(l => l.Split(' ')[0]).Distinct().Count());
        }
        finally
        {
            Array.ForEach(burners, b => b.Dispose());
        }

        journal.RecoverAndReplay();
    }

    /// <summary>How many there are; the ids of each strategy must rise.</summary>
    private static long ProposalsInOrder(string directory)
    {
        var last = new Dictionary<uint, ulong>();
        long count = 0;
        using var reader = JournalReader.Open(directory);
        while (reader.TryRead(out var record))
        {
            if ((EventKind)record.Type == EventKind.Proposal)
            {
                var input = record.Payload[RecordPayload.HeadBytes..];
                var (strategy, id) = (BitConverter.ToUInt32(input[16..]), BitConverter.ToUInt64(input[8..]));
                Assert.True(id > last.GetValueOrDefault(strategy), $"record {record.Sequence}: {id} after {last.GetValueOrDefault(strategy)}");
                last[strategy] = id;
                count++;
            }
        }

        return count;
    }

    private static FaultRow Of(string method, string id, string fault, string injected, string expected, string proof) =>
        FaultRow.Of<ScarcityFaults>(method, id, fault, injected, expected, proof);
}
