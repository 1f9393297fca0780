using System.Runtime.CompilerServices;
using Chronos.Core.Books;
using Chronos.Core.Clocks;
using Chronos.Core.Commands;
using Chronos.Core.Journal;
using Chronos.Core.Model;
using Chronos.Core.Ring;

namespace Chronos.Core.Engine;

/// <summary>
/// What the engine thread does with each slot: the pipeline, then the answers. It reads the clock after decisions, for
/// their latency only; no decision sees it. Before an event at or past the time limit of a parked proposal it makes the
/// event that ends the waiting, so that the journal shows it.
/// </summary>
/// <remarks>
/// Every slot is taken into one working event, so that everything the stages write stays in the nearest cache instead of
/// going round with the ring.
/// </remarks>
internal sealed class EngineLoop(
    ChronosPipeline pipeline,
    Flattener flattener,
    PendingBook parked,
    JournalRing journal,
    PendingDecisions pending,
    EngineCounters counters,
    LatencyHistogram latency,
    LatencyWindow recent,
    IClock latencyClock,
    CacheWarmer? warmer) : IEventHandler<EventSlot>
{
    private readonly long[] _stamps = Touched.New<long>(EventProcessor<EventSlot, EngineLoop>.DefaultBatchEventsMax);
    private DecisionFeed?[] _feeds = [];
    private EngineEvent _event;
    private EngineEvent _made;
    private EventSlot _madeSlot;
    private EventSlot _expiry;
    private int _stamped;
    private long _allocatedBytes;

    /// <summary>Bytes this thread has allocated since it began, as of the last tick.</summary>
    public long AllocatedBytes => Volatile.Read(ref _allocatedBytes);

    /// <summary>The event processed last, with everything that was decided about it. Engine thread.</summary>
    public ref readonly EngineEvent Last => ref _event;

    public DecisionFeed?[] Feeds
    {
        get => Volatile.Read(ref _feeds);
        set => Volatile.Write(ref _feeds, value);
    }

    /// <inheritdoc />
    public void OnEvent(ref EventSlot data, long sequence, bool endOfBatch)
    {
        if (data.IngressNanos >= parked.NextExpiryNanos && (data.Flags & EventFlags.Probe) == 0)
        {
            OnExpiryDue(new IngressStamp(data.IngressNanos, data.IngressStampNanos));
        }

        Run(ref data, endOfBatch);
    }

    private void OnExpiryDue(in IngressStamp stamp)
    {
        while (parked.TryDue(stamp.EngineNanos, out var expiry))
        {
            EventWriter.Write(ref _expiry, EventKind.Expiry, in expiry, in stamp);
            Run(ref _expiry, endOfBatch: false);
        }
    }

    private void Run(ref EventSlot data, bool endOfBatch)
    {
        _event.Take(ref data);
        pipeline.Decide(ref _event);
        if (endOfBatch)
        {
            // Before the books: orders wait for their records and for nothing else.
            journal.Publish();
        }

        var isProposal = _event.Kind == EventKind.Proposal;
        if (isProposal)
        {
            _stamps[_stamped++] = _event.IngressStampNanos;
        }

        // Before the answer: what it adds for whoever waits is not part of the decision.
        if (_stamped != 0 && (endOfBatch || _stamped == _stamps.Length))
        {
            RecordLatencies();
        }

        pipeline.Commit(ref _event);
        if (isProposal)
        {
            Answer(ref _event);
        }
        else
        {
            OnInput(ref _event, endOfBatch);
        }

        if ((_event.Flags & EventFlags.Probe) == 0)
        {
            counters.Count(in _event);
        }

        if (warmer is not null)
        {
            warmer.Keep(ref data, in _event);
            if (endOfBatch)
            {
                warmer.Warm();
            }
        }
    }

    /// <summary>Flattening follows its command at once, before anything else is decided and before the operator is answered.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void OnCommand(ref EngineEvent e, bool endOfBatch)
    {
        var command = e.Input.Read<OperatorCommand>();
        if (command.Action != CommandAction.Flatten || e.Outcome != ReasonCode.None)
        {
            return;
        }

        var proposals = 0;
        var passed = 0;
        flattener.Begin(in command);
        while (flattener.TryNext(out var proposal))
        {
            EventWriter.Write(ref _madeSlot, in proposal, new IngressStamp(e.TimeNanos, e.IngressStampNanos));
            _made.Take(ref _madeSlot);
            pipeline.Process(ref _made);
            Answer(ref _made);
            counters.Count(in _made);
            proposals++;
            passed += _made.Decision.Passes ? 1 : 0;
        }

        if (endOfBatch)
        {
            journal.Publish();
        }

        if (e.Attachment is FlattenReport report)
        {
            report.Proposals = proposals;
            report.Passed = passed;
            report.WithoutMandate = flattener.WithoutMandate;
        }
    }

    /// <summary>One reading of the clock serves the batch: its decisions became visible together.</summary>
    private void RecordLatencies()
    {
        var now = latencyClock.NowNanos();
        for (var i = 0; i < _stamped; i++)
        {
            latency.Record(now - _stamps[i]);
            recent.Record(now - _stamps[i], now);
        }

        _stamped = 0;
    }

    private void Answer(ref EngineEvent e)
    {
        var feeds = Feeds;
        var feed = (e.Flags & EventFlags.Probe) == 0 && e.Proposal.Strategy.IsIn(feeds.Length)
            ? feeds[e.Proposal.Strategy.Value]
            : null;
        if (e.Correlation != 0 || feed is not null)
        {
            OnAwaited(ref e, feed);
        }
    }

    private void OnAwaited(ref EngineEvent e, DecisionFeed? feed)
    {
        var nanos = latencyClock.NowNanos() - e.IngressStampNanos;
        pipeline.AddCounterfactual(ref e);
        if (e.Correlation != 0)
        {
            pending.Decide(in e, nanos);
        }

        if (feed is not null && !feed.TryAdd(in e, nanos))
        {
            counters.CountFeedOverrun();
        }
    }

    private void OnInput(ref EngineEvent e, bool endOfBatch)
    {
        if (e.Kind == EventKind.Command)
        {
            OnCommand(ref e, endOfBatch);
        }

        if (e.Decision.Verdict != Verdict.None)
        {
            Answer(ref e);
        }
        else if (e.Correlation != 0)
        {
            pending.Decide(in e, 0);
        }

        if (e.Kind == EventKind.Tick)
        {
            Volatile.Write(ref _allocatedBytes, GC.GetAllocatedBytesForCurrentThread());
        }
    }
}
