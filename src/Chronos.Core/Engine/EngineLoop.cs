using Chronos.Core.Clocks;
using Chronos.Core.Journal;
using Chronos.Core.Model;
using Chronos.Core.Ring;

namespace Chronos.Core.Engine;

/// <summary>
/// What the engine thread does with each slot: the pipeline, then the answers. It reads the clock after the decision, for
/// the latency only; no decision sees it.
/// </summary>
internal sealed class EngineLoop(
    ChronosPipeline pipeline,
    JournalRing journal,
    PendingDecisions pending,
    EngineCounters counters,
    LatencyHistogram latency,
    IClock latencyClock) : IEventHandler<EngineEvent>
{
    private DecisionFeed?[] _feeds = [];

    /// <summary>Bytes this thread has allocated since it began, as of the last batch.</summary>
    public long AllocatedBytes { get; private set; }

    public DecisionFeed?[] Feeds
    {
        get => Volatile.Read(ref _feeds);
        set => Volatile.Write(ref _feeds, value);
    }

    /// <inheritdoc />
    public void OnEvent(ref EngineEvent data, long sequence, bool endOfBatch)
    {
        pipeline.Process(ref data);
        if ((data.Flags & EventFlags.Probe) == 0)
        {
            counters.Count(in data);
        }

        if (data.Kind == EventKind.Proposal)
        {
            OnDecided(ref data);
        }
        else if (data.Correlation != 0)
        {
            pending.Decide(in data, 0);
        }

        if (endOfBatch)
        {
            journal.Publish();
            AllocatedBytes = GC.GetAllocatedBytesForCurrentThread();
        }
    }

    private void OnDecided(ref EngineEvent e)
    {
        var nanos = latencyClock.NowNanos() - e.IngressStampNanos;
        latency.Record(nanos);
        if (e.Correlation != 0)
        {
            pending.Decide(in e, nanos);
        }

        var feeds = Feeds;
        if ((e.Flags & EventFlags.Probe) == 0
            && e.Proposal.Strategy.IsIn(feeds.Length)
            && feeds[e.Proposal.Strategy.Value] is { } feed
            && !feed.TryAdd(in e, nanos))
        {
            counters.CountFeedOverrun();
        }
    }
}
