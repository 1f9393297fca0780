using System.Collections.Concurrent;
using Chronos.Core.Journal;
using Chronos.Core.Model;
using Chronos.Core.Ring;

namespace Chronos.Core.Engine;

/// <summary>
/// Callers waiting for decisions. The engine thread copies the decision and passes a number on; a thread of its own
/// waits for the journal's watermark and wakes the caller, so that the engine thread runs nobody's continuation and no
/// caller hears of an approval that could still be lost.
/// </summary>
internal sealed class PendingDecisions : IEventHandler<int>, IDisposable
{
    private readonly PendingDecision[] _all;
    private readonly ConcurrentQueue<PendingDecision> _free = new();
    private readonly RingBuffer<int> _decided;
    private readonly EventProcessor<int, PendingDecisions> _processor;
    private readonly Thread _thread;
    private readonly Watermarks _watermarks;
    private readonly Durability _durability;

    public PendingDecisions(int capacity, Watermarks watermarks, Durability durability)
    {
        _watermarks = watermarks;
        _durability = durability;
        _all = new PendingDecision[capacity];
        for (var i = 0; i < capacity; i++)
        {
            _all[i] = new PendingDecision(i + 1, this);
            _free.Enqueue(_all[i]);
        }

        // Room for every caller and for the one answered just now, whose slot is given back after it may have asked again.
        _decided = new RingBuffer<int>(capacity * 2, ProducerType.Single, new BlockingWaitStrategy());
        _processor = new EventProcessor<int, PendingDecisions>(_decided, this, batchEventsMax: 1);
        _thread = new Thread(_processor.Run) { Name = "chronos-answers", IsBackground = true };
        _thread.Start();
    }

    /// <summary>A place to wait in, or null when all are taken.</summary>
    public PendingDecision? TryTake()
    {
        if (!_free.TryDequeue(out var pending))
        {
            return null;
        }

        pending.Begin();
        return pending;
    }

    public void Return(PendingDecision pending) => _free.Enqueue(pending);

    /// <summary>The engine has failed: nobody will decide any more. Call once the ring takes nothing more.</summary>
    public void FailAll(Exception cause)
    {
        foreach (var pending in _all)
        {
            pending.Fail(new EngineUnavailableException(
                SubmitResult.Stopped, $"the engine failed before it answered: {cause.Message}"));
        }
    }

    /// <summary>Engine thread: the decision of a waiting caller.</summary>
    public void Decide(ref readonly EngineEvent e, long latencyNanos)
    {
        var pending = _all[e.Correlation - 1];
        pending.Decision.CopyFrom(in e, latencyNanos);
        pending.Outcome = e.Outcome;
        if (!_decided.TryClaim(out var sequence))
        {
            throw new InvalidOperationException("more callers were answered than wait");
        }

        _decided[sequence] = e.Correlation;
        _decided.Publish(sequence);
    }

    /// <inheritdoc />
    public void OnEvent(ref int data, long sequence, bool endOfBatch)
    {
        var pending = _all[data - 1];
        while (_watermarks.Released(_durability) < pending.Decision.Sequence)
        {
            if (_watermarks.EgressStopped)
            {
                pending.Fail(new EngineUnavailableException(SubmitResult.Stopped, "the journal failed before the decision was safe"));
                return;
            }

            Thread.Sleep(0);
        }

        pending.Complete();
    }

    public void Dispose()
    {
        _processor.Halt();
        _thread.Join();
    }
}
