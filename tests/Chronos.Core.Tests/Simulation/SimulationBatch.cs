using System.Globalization;

namespace Chronos.Core.Tests.Simulation;

/// <summary>Runs many seeds, as many at a time as there are processors. A run that fails leaves its directory.</summary>
internal static class SimulationBatch
{
    /// <summary>Where a run keeps its files: in memory, where there is such a place.</summary>
    public static string RootOf(ulong seed, Sabotage sabotage)
    {
        var parent = Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath();
        var name = string.Create(
            CultureInfo.InvariantCulture, $"chronos-sim-{Environment.ProcessId}-{(int)sabotage}-{seed}");
        return Path.Combine(parent, name);
    }

    /// <summary>Runs so many seeds from the first on; answers what was met and the messages of the runs that failed.</summary>
    public static (Tally Tally, IReadOnlyList<string> Failures) Run(ulong first, int count, Sabotage sabotage)
    {
        var tally = new Tally();
        var failures = new SortedDictionary<ulong, string>();
        var gate = new Lock();
        var options = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount };
        Parallel.For(0, count, options, i =>
        {
            var seed = first + (ulong)i;
            var root = RootOf(seed, sabotage);
            string? failure = null;
            using (var run = new SimulationRun(seed, root, sabotage))
            {
                try
                {
                    run.Run();
                }
                catch (SimulationFailure e)
                {
                    failure = e.Message;
                }

                lock (gate)
                {
                    tally.Add(run.Tally);
                    if (failure is not null)
                    {
                        failures.Add(seed, failure);
                    }
                }
            }

            if (failure is null || sabotage != Sabotage.None)
            {
                Directory.Delete(root, recursive: true);
            }
        });
        return (tally, [.. failures.Values]);
    }
}
