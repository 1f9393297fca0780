using Chronos.Core.Model;
using Chronos.Core.Ring;

namespace Chronos.Core.Engine;

/// <summary>
/// The decisions of one strategy, in order, as they are made. One reading thread; reading allocates nothing. A reader
/// that falls behind loses decisions here and is told so by <see cref="Lost"/>; the journal has them all.
/// </summary>
public sealed class DecisionFeed : IEventHandler<Decision>
{
    private readonly RingBuffer<Decision> _ring;
    private readonly EventProcessor<Decision, DecisionFeed> _processor;
    private Decision _current;
    private long _lost;

    internal DecisionFeed(StrategyId strategy, int capacity)
    {
        Strategy = strategy;
        _ring = new RingBuffer<Decision>(capacity, ProducerType.Single, new BusySpinWaitStrategy());
        _processor = new EventProcessor<Decision, DecisionFeed>(_ring, this);
    }

    /// <summary>Whose decisions these are.</summary>
    public StrategyId Strategy { get; }

    /// <summary>Decisions that found the feed full.</summary>
    public long Lost => Volatile.Read(ref _lost);

    /// <summary>Copies the next decision; false when there is none yet. Does not wait.</summary>
    public bool TryRead(ref Decision decision)
    {
        if (_processor.Poll(1) == 0)
        {
            return false;
        }

        decision.CopyFrom(in _current);
        return true;
    }

    /// <inheritdoc />
    void IEventHandler<Decision>.OnEvent(ref Decision data, long sequence, bool endOfBatch) => _current.CopyFrom(in data);

    /// <summary>Engine thread: adds a decision, or counts it lost.</summary>
    internal bool TryAdd(ref readonly EngineEvent e, long latencyNanos)
    {
        if (!_ring.TryClaim(out var sequence))
        {
            Volatile.Write(ref _lost, _lost + 1);
            return false;
        }

        _ring[sequence].CopyFrom(in e, latencyNanos);
        _ring.Publish(sequence);
        return true;
    }
}
