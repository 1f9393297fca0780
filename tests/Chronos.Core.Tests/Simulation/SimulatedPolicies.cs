using System.Collections.Concurrent;
using Chronos.Core.Policies;
using Chronos.Core.Tests.Pipeline;

namespace Chronos.Core.Tests.Simulation;

/// <summary>The policies of simulated runs; each is parsed once for all runs.</summary>
internal static class SimulatedPolicies
{
    private static readonly ConcurrentDictionary<(uint Version, int PositionMax, bool Waits), Policy> Known = new();

    /// <summary>A policy with a position limit, under which large proposals may have to wait for votes from outside.</summary>
    public static Policy Of(uint version, int positionMax, bool waits) => Known.GetOrAdd((version, positionMax, waits), Make);

    private static Policy Make((uint Version, int PositionMax, bool Waits) key)
    {
        var policy = key.Waits ? ParkedCase.Policy with { DisplayedSizePercentMax = 10, PendingMillisMax = 2_000 } : new TestPolicy();
        return (policy with
        {
            Version = key.Version,
            PositionMax = $"{key.PositionMax}",
            SealTtlMillis = 2_000,
            DailyLossMax = "100000",
        }).Build();
    }
}
