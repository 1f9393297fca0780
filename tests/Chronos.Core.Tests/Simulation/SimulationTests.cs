using System.Diagnostics;
using System.Globalization;
using Chronos.Core.Journal;
using Xunit.Abstractions;

namespace Chronos.Core.Tests.Simulation;

/// <summary>Many runs of the simulator; docs/simulation.md says what they do and how to repeat one.</summary>
[Collection(nameof(AllProcessors))]
public class SimulationTests(ITestOutputHelper output)
{
    private const int Seeds = 2_000;

    /// <summary>What recovery must have found at least once.</summary>
    private static readonly RecoveryVerdict[] Verdicts =
    [
        RecoveryVerdict.Clean, RecoveryVerdict.UncleanEmptyTail, RecoveryVerdict.TornTail, RecoveryVerdict.Corrupt,
        RecoveryVerdict.BrokenChain, RecoveryVerdict.MissingSegment, RecoveryVerdict.Truncated, RecoveryVerdict.HeaderRepaired,
        RecoveryVerdict.HeaderCorrupt, RecoveryVerdict.RingAhead, RecoveryVerdict.RingIgnored, RecoveryVerdict.Busy,
        RecoveryVerdict.Device,
    ];

    /// <summary>What else must have happened at least once.</summary>
    private static readonly string[] Sometimes =
    [
        "orders at the venue", "healed to trading", "state hashes compared", "processes that ended themselves", "refused: NoSpace",
    ];

    [Fact]
    public void NoOracleObjectsAndEveryFaultFires()
    {
        if (Environment.GetEnvironmentVariable("CHRONOS_SIM_SEED") is { Length: > 0 } only)
        {
            RunOne(ulong.Parse(only, CultureInfo.InvariantCulture));
            return;
        }

        var watch = Stopwatch.StartNew();
        var count = Environment.GetEnvironmentVariable("CHRONOS_SIM_COUNT") is { Length: > 0 } asked
            ? int.Parse(asked, CultureInfo.InvariantCulture)
            : Seeds;
        var first = Environment.GetEnvironmentVariable("CHRONOS_SIM_FIRST") is { Length: > 0 } from
            ? ulong.Parse(from, CultureInfo.InvariantCulture)
            : 1;
        var (tally, failures) = SimulationBatch.Run(first, count, Sabotage.None);
        output.WriteLine($"{count} seeds in {watch.Elapsed.TotalSeconds:F1} s\n{tally}");
        Assert.True(failures.Count == 0, $"{failures.Count} of {count} seeds failed:\n{string.Join("\n", failures.Take(5))}");
        Assert.Empty(tally.NeverFired());
        Assert.DoesNotContain(Verdicts, verdict => tally[verdict] == 0);
        Assert.DoesNotContain(Sometimes, what => tally[what] == 0);
    }

    /// <summary>Negative controls: with one safeguard taken away some run must fail, and by the oracle that watches over it.</summary>
    [Theory]
    [InlineData((int)Sabotage.NoSync, "O1:", 300)]
    [InlineData((int)Sabotage.NoDirectorySync, "O1:", 300)]
    [InlineData((int)Sabotage.NoChecksum, "O1:", 300)]
    [InlineData((int)Sabotage.EarlyRelease, "O5:", 50)]
    public void WithoutASafeguardSomeSeedFails(int sabotage, string oracle, int count)
    {
        var (_, failures) = SimulationBatch.Run(1, count, (Sabotage)sabotage);
        output.WriteLine($"{failures.Count} of {count} seeds failed; the first: {(failures.Count == 0 ? "none" : failures[0])}");
        Assert.Contains(failures, failure => failure.StartsWith(oracle, StringComparison.Ordinal));
    }

    /// <summary>A seed decides everything: two runs of it leave the same log, to the last drawn number.</summary>
    [Theory]
    [InlineData(7)]
    [InlineData(1_234)]
    [InlineData(98_765_432_109)]
    public void TheSameSeedGivesTheSameRun(ulong seed)
    {
        var first = Log(seed);
        Assert.True(first.Length > 200, "a run leaves a log");
        Assert.Equal(first, Log(seed));
    }

    private static string Log(ulong seed)
    {
        var root = SimulationBatch.RootOf(seed, Sabotage.None);
        using var log = new StringWriter();
        using (var run = new SimulationRun(seed, root, Sabotage.None, log))
        {
            run.Run();
            log.Write(run.Tally);
        }

        Directory.Delete(root, recursive: true);
        return log.ToString();
    }

    private void RunOne(ulong seed)
    {
        var root = SimulationBatch.RootOf(seed, Sabotage.None);
        var log = root + ".log";
        using (var trace = new StreamWriter(log))
        {
            output.WriteLine($"step log: {log}");
            using var run = new SimulationRun(seed, root, Sabotage.None, trace);
            run.Run();
            output.WriteLine(run.Tally.ToString());
        }

        Directory.Delete(root, recursive: true);
    }
}
