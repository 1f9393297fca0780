using Chronos.Core;
using Chronos.Core.Model;
using Chronos.Core.Routing;

namespace Chronos.Host.Demo;

/// <summary>What a demo did. All fills are simulated; only what is realised, net of fees, is P&amp;L.</summary>
internal sealed record DemoSummary
{
    public required int Quotes { get; init; }

    public required bool Synthetic { get; init; }

    public required bool Completed { get; init; }

    public required long Proposals { get; init; }

    public required long Approved { get; init; }

    public required long Modified { get; init; }

    public required long Blocked { get; init; }

    public required IReadOnlyList<(ReasonCode Reason, long Count)> BlockedBy { get; init; }

    public required long Cancels { get; init; }

    public required long CancelsTooLate { get; init; }

    public required long Orders { get; init; }

    public required long SimulatedFills { get; init; }

    public required IReadOnlyList<AccountResult> Accounts { get; init; }

    /// <summary>What is held that no order of ours made.</summary>
    public required IReadOnlyList<UnattributedResult> Unattributed { get; init; }

    /// <summary>What each strategy made of each instrument.</summary>
    public required IReadOnlyList<StrategyResult> Strategies { get; init; }

    public required long LatencyCount { get; init; }

    public required long LatencyP50Nanos { get; init; }

    public required long LatencyP99Nanos { get; init; }

    public required long LatencyP999Nanos { get; init; }

    public required long MeasuredProposals { get; init; }

    public required long AllocatedBytes { get; init; }

    public required long VenueSkips { get; init; }

    /// <summary>Takes the counts of an idle engine.</summary>
    public static DemoSummary Of(ChronosEngine engine, QuoteFeeder feeder, bool synthetic, bool completed)
    {
        var counters = engine.Counters;
        var end = WarmMark.Of(engine);
        // A cancel of an order that has traded by then is blocked too, and is no proposal.
        var late = counters.BlockedBy(ReasonCode.CancelOrderUnknown);
        return new DemoSummary
        {
            Quotes = feeder.Told,
            Synthetic = synthetic,
            Completed = completed,
            Proposals = counters.Proposals - late,
            Approved = counters.Approved,
            Modified = counters.Modified,
            Blocked = counters.Blocked - late,
            BlockedBy = Reasons(engine),
            Cancels = counters.Cancels,
            CancelsTooLate = late,
            Orders = counters.Orders,
            SimulatedFills = counters.Fills,
            Unattributed = UnattributedResult.All(engine),
            Strategies = StrategyResult.All(engine),
            Accounts = [.. engine.Options.Policy.Accounts.Select((a, i) => AccountResult.Of(engine, i))],
            LatencyCount = engine.Latency.Count,
            LatencyP50Nanos = engine.Latency.PercentileNanos(500_000),
            LatencyP99Nanos = engine.Latency.PercentileNanos(990_000),
            LatencyP999Nanos = engine.Latency.PercentileNanos(999_000),
            MeasuredProposals = end.Proposals - feeder.Warm.Proposals,
            AllocatedBytes = end.AllocatedBytes - feeder.Warm.AllocatedBytes,
            VenueSkips = engine.VenueSkips,
        };
    }

    private static List<(ReasonCode, long)> Reasons(ChronosEngine engine) =>
        [.. Enum.GetValues<ReasonCode>()
            .Where(r => r is not (ReasonCode.None or ReasonCode.CancelOrderUnknown))
            .Select(r => (Reason: r, Count: engine.Counters.BlockedBy(r)))
            .Where(r => r.Count != 0)
            .OrderByDescending(r => r.Count)];
}
