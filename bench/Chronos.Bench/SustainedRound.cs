using System.Diagnostics;
using Chronos.Core;
using Chronos.Core.Engine;
using Chronos.Core.Model;
using Chronos.Core.Ring;
using Chronos.Core.Routing;

namespace Chronos.Bench;

/// <summary>One stretch of deciding as fast as possible on a rig. The engine thread is a new one each time.</summary>
internal sealed class SustainedRound(EngineRig rig, bool pin)
{
    private const int SentPerReading = 32;

    private readonly EngineLoad _load = new(rig);

    // One consumer for life: the rig's ring is read by the same processor in every stretch.
    private EventProcessor<EventSlot, EngineLoop>? _processor;
    private long _decidedInThread;

    /// <summary>Approvals, each as the oracle says.</summary>
    public long Decided { get; private set; }

    public long Events { get; private set; }

    public double ElapsedSeconds { get; private set; }

    public double EngineCpuSeconds { get; private set; }

    /// <summary>Of it, spent in the engine's own code; the rest is what writes the events and takes the orders. 0 over the ring, where others do that.</summary>
    public double DecidingSeconds { get; private set; }

    public long AllocatedBytes { get; private set; }

    public string? Failure { get; private set; }

    public void Run(bool overRing, double seconds, int feedBatch)
    {
        var (approved, blocked, events) = (rig.Counters.Approved, rig.Counters.Blocked, rig.Counters.Events);
        var orders = rig.Venue.Orders;
        if (overRing)
        {
            RunOverRing(seconds);
        }
        else
        {
            RunInThread(seconds, feedBatch);
        }

        Decided = rig.Counters.Approved - approved;
        Events = rig.Counters.Events - events;
        if (rig.Counters.Blocked != blocked || rig.Counters.Modified != 0 || rig.Venue.Orders - orders != Decided)
        {
            Failure = $"{rig.Counters.Blocked - blocked} blocked, {rig.Counters.Modified} modified, "
                + $"{rig.Venue.Orders - orders} sealed orders for {Decided} approvals";
        }
    }

    private void RunOverRing(double seconds)
    {
        var processor = _processor ??= new EventProcessor<EventSlot, EngineLoop>(rig.Ring, rig.Loop);
        var stop = 0;
        var engine = new Thread(() => Measure(() =>
        {
            while (Volatile.Read(ref stop) == 0)
            {
                if (processor.Poll(EventProcessor<EventSlot, EngineLoop>.DefaultBatchEventsMax) == 0)
                {
                    Thread.SpinWait(1);
                }
            }
        }));
        engine.Start();
        var producer = new Thread(() => Produce(seconds));
        producer.Start();
        producer.Join();
        Volatile.Write(ref stop, 1);
        engine.Join();
    }

    /// <summary>On a thread of its own: threads started by a bound thread are bound too, and the journal's must be free.</summary>
    private void Produce(double seconds)
    {
        if (pin)
        {
            ThreadAffinity.PinCurrentThread(0);
        }

        var start = Stopwatch.GetTimestamp();
        var deadline = rig.Clock.NowNanos() + (long)(seconds * 1e9);
        for (var now = rig.Clock.NowNanos(); now < deadline; now = rig.Clock.NowNanos())
        {
            // As many a reading of the clock as keep the engine thread, not this one, the limit.
            for (var i = 0; i < SentPerReading && _load.TrySend(now); i++)
            {
            }

            _load.SendMarket();
            _load.Pump();
        }

        while (!_load.IsIdle || rig.Ring.ConsumerSequence != rig.Ring.Cursor)
        {
            _load.Pump();
        }

        ElapsedSeconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private void RunInThread(double seconds, int feedBatch)
    {
        var engine = new Thread(() =>
        {
            var slots = new EventSlot[feedBatch];
            var feed = new InThreadFeed(rig, slots, _decidedInThread);
            feed.Step();
            feed.DecidingTicks = 0;
            Measure(() =>
            {
                var start = Stopwatch.GetTimestamp();
                var deadline = rig.Clock.NowNanos() + (long)(seconds * 1e9);
                while (rig.Clock.NowNanos() < deadline)
                {
                    feed.Step();
                }

                ElapsedSeconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            });
            feed.Finish();
            DecidingSeconds = feed.DecidingTicks / (double)Stopwatch.Frequency;
            _decidedInThread = feed.Sent;
        });
        engine.Start();
        engine.Join();
    }

    private void Measure(Action body)
    {
        if (pin)
        {
            ThreadAffinity.PinCurrentThread(Environment.ProcessorCount - 1);
        }

        var (cpu, allocated) = (ThreadUsage.CpuNanos(), GC.GetAllocatedBytesForCurrentThread());
        body();
        AllocatedBytes = GC.GetAllocatedBytesForCurrentThread() - allocated;
        EngineCpuSeconds = (ThreadUsage.CpuNanos() - cpu) / 1e9;
    }

    /// <summary>Writes, decides and answers on one thread: half a batch of proposals, then what the venue says to them.</summary>
    private sealed class InThreadFeed(EngineRig rig, EventSlot[] slots, long sent) : IVenueReports
    {
        private int _used;
        private long _now;

        public long Sent { get; private set; } = sent;

        public long DecidingTicks { get; set; }

        public void Step()
        {
            _used = 0;

            // Stamping is the producers' work: one reading serves half a batch, as it does over the ring.
            _now = rig.Clock.NowNanos();
            for (var i = 0; i < slots.Length / 2; i++)
            {
                EventWriter.Write(ref slots[_used++], Workload.Proposal(Sent, _now), new IngressStamp(_now, _now));
                Sent++;
                if (Sent % Workload.ProposalsPerQuote == 0)
                {
                    rig.WriteMarket(ref slots[_used++]);
                }
            }

            Decide();
            _used = 0;
            while (rig.Venue.Poll(this) != 0)
            {
            }

            Decide();
        }

        public void Finish()
        {
            while (rig.Venue.Poll(this) != 0)
            {
            }
        }

        public void Report(in ExecutionReport report)
        {
            EventWriter.Write(ref slots[_used++], EventKind.ExecutionReport, in report, new IngressStamp(_now, _now));
        }

        public void Report(in AccountSnapshot snapshot)
        {
        }

        public void Report(in Ticker ticker)
        {
        }

        public void Report(in Depth depth)
        {
        }

        private void Decide()
        {
            var start = Stopwatch.GetTimestamp();
            for (var i = 0; i < _used; i++)
            {
                rig.Loop.OnEvent(ref slots[i], i, i == _used - 1);
            }

            DecidingTicks += Stopwatch.GetTimestamp() - start;
        }
    }
}
