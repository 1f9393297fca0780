using Chronos.Core.Clocks;
using Chronos.Core.Engine;
using Chronos.Core.Journal;
using Chronos.Core.Model;
using Chronos.Core.Ring;
using Chronos.Core.Routing;
using Chronos.Core.Signing;
using Chronos.Core.Tests.Pipeline;

namespace Chronos.Core.Tests.NoBypass;

/// <summary>The real way out: a venue thread behind its ring, verifying with the engine's own keys and scope.</summary>
internal static class Egress
{
    /// <summary>Puts messages on the venue's ring as the engine thread would, and answers what reached the venue and what did not.</summary>
    public static (List<OrderId> Sent, List<(OrderId Order, ReasonCode Reason)> NotSent) Push(
        PipelineFixture f, long nowNanos, params SealedOrder[] orders)
    {
        var (venue, reports) = Run(f, nowNanos, orders);
        return (venue.Sent, reports.NotSent);
    }

    /// <summary>The same; answers all that was reported.</summary>
    public static List<ExecutionReport> Reports(PipelineFixture f, long nowNanos, params SealedOrder[] orders) => Run(f, nowNanos, orders).Reports.All;

    private static (RecordingVenue Venue, RecordingReports Reports) Run(PipelineFixture f, long nowNanos, SealedOrder[] orders)
    {
        var venue = new RecordingVenue(f.Scope.Mode != EngineMode.Live);
        var reports = new RecordingReports();
        var ring = new RingBuffer<OutboundMessage>(64, ProducerType.Single, WaitStrategy.Create(WaitStrategyKind.Blocking));
        Exception? failure = null;
        using var verifier = new SealVerifier(f.Keys, f.Scope);
        var thread = new VenueThread(
            venue, ring, reports, verifier, new Watermarks(long.MaxValue), Durability.Disk, new ManualClock(nowNanos), new ManualClock(nowNanos),
            new LatencyWindow(), e => failure = e);
        thread.Start(Baseline.Of(f.State, new VenueId(0)));
        foreach (var order in orders)
        {
            Assert.True(ring.TryClaim(out var sequence));
            ring[sequence] = new OutboundMessage { Kind = OutboundKind.Order, Order = order };
            ring.Publish(sequence);
        }

        thread.Stop();
        Assert.Null(failure);
        return (venue, reports);
    }
}
