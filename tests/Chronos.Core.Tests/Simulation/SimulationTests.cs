using System.Diagnostics;
using System.Globalization;
using Xunit.Abstractions;

namespace Chronos.Core.Tests.Simulation;

/// <summary>Many runs of the simulator; docs/simulation.md says what they do and how to repeat one.</summary>
public class SimulationTests(ITestOutputHelper output)
{
    private const int Seeds = 2_000;

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
        var (tally, failures) = SimulationBatch.Run(1, count, Sabotage.None);
        output.WriteLine($"{count} seeds in {watch.Elapsed.TotalSeconds:F1} s\n{tally}");
        Assert.True(failures.Count == 0, $"{failures.Count} of {count} seeds failed:\n{string.Join("\n", failures.Take(5))}");
        Assert.Empty(tally.NeverFired());
    }

    /// <summary>Negative controls: with one safeguard taken away some run must fail, and by the oracle that watches over it.</summary>
    [Theory]
    [InlineData((int)Sabotage.NoSync, "O1:", 300)]
    [InlineData((int)Sabotage.NoChecksum, "O1:", 300)]
    [InlineData((int)Sabotage.EarlyRelease, "O5:", 50)]
    public void WithoutASafeguardSomeSeedFails(int sabotage, string oracle, int count)
    {
        var (_, failures) = SimulationBatch.Run(1, count, (Sabotage)sabotage);
        output.WriteLine($"{failures.Count} of {count} seeds failed; the first: {failures.FirstOrDefault()}");
        Assert.Contains(failures, failure => failure.StartsWith(oracle, StringComparison.Ordinal));
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
