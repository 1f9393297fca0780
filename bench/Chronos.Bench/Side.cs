using Chronos.Core;
using Chronos.Core.Clocks;
using Chronos.Core.Ring;

namespace Chronos.Bench;

/// <summary>One of the things compared: what produces, what consumes, and what was measured.</summary>
internal sealed class Side
{
    private const int RoundsMax = 100_000;

    public Side(string name, ILoad load, IEventHandler<EventSlot> inner, IClock clock, EngineRig? rig, int samplesMax)
    {
        Name = name;
        Load = load;
        Handler = new StampingHandler(inner, clock, rig, samplesMax);
        Processor = new EventProcessor<EventSlot, StampingHandler>(load.Ring, Handler);
    }

    public string Name { get; }

    public ILoad Load { get; }

    public RingBuffer<EventSlot> Ring => Load.Ring;

    public StampingHandler Handler { get; }

    public EventProcessor<EventSlot, StampingHandler> Processor { get; }

    /// <summary>All measured latencies.</summary>
    public Core.Engine.LatencyHistogram Latency { get; } = new();

    /// <summary>Latencies of quiet rounds.</summary>
    public Core.Engine.LatencyHistogram QuietLatency { get; } = new();

    /// <summary>Gaps the producing thread saw while it only spun on the clock.</summary>
    public Core.Engine.LatencyHistogram Stalls { get; } = new();

    /// <summary>Median of each measured round.</summary>
    public List<long> RoundMedians { get; } = new(RoundsMax);

    /// <summary>99.9th percentile of each measured round.</summary>
    public List<long> RoundTails { get; } = new(RoundsMax);

    /// <summary>Whether each measured round was quiet: both threads had nearly all of its time.</summary>
    public List<bool> RoundsQuiet { get; } = new(RoundsMax);

    /// <summary>Page faults of the engine thread.</summary>
    public long Faults { get; set; }

    public long AllocatedBytes { get; set; }

    /// <summary>Adds the latencies of a round, which it sorts.</summary>
    public void Add(Span<long> samples, bool isQuiet)
    {
        RoundsQuiet.Add(isQuiet);
        foreach (var nanos in samples)
        {
            Latency.Record(nanos);
            if (isQuiet)
            {
                QuietLatency.Record(nanos);
            }
        }

        samples.Sort();
        RoundMedians.Add(samples[samples.Length / 2]);
        RoundTails.Add(samples[(int)(samples.Length * 999L / 1000)]);
    }

    /// <summary>Forgets what warming up measured.</summary>
    public void Forget()
    {
        Latency.Clear();
        QuietLatency.Clear();
        RoundsQuiet.Clear();
        Faults = 0;
        Stalls.Clear();
        RoundMedians.Clear();
        RoundTails.Clear();
        AllocatedBytes = 0;
    }
}
