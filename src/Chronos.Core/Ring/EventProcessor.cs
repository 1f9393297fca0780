using System.Runtime.CompilerServices;

namespace Chronos.Core.Ring;

/// <summary>
/// The one consumer of a ring: feeds its events to a handler in sequence order, in batches. Either one thread calls
/// <see cref="Run"/>, or a caller with its own loop calls <see cref="Poll"/>; never both at once.
/// </summary>
/// <typeparam name="T">The event.</typeparam>
/// <typeparam name="THandler">The handler; a struct lets the compiler inline it.</typeparam>
public sealed class EventProcessor<T, THandler> : ISequenceBarrier
    where T : struct
    where THandler : IEventHandler<T>
{
    /// <summary>Default bound of a batch: a quarter of a ring of 1024, so producers seldom find it full.</summary>
    public const int DefaultBatchEventsMax = 256;

    private readonly RingBuffer<T> _ring;
    private readonly Sequence _progress;
    private readonly int _batchEventsMax;
    private readonly ISideInput? _side;
    private THandler _handler;
    private bool _halted;
    private bool _running;

    /// <summary>Attaches a handler to a ring.</summary>
    /// <param name="ring">The ring; it has one consumer for life.</param>
    /// <param name="handler">Called on the consumer's thread only; a struct is copied.</param>
    /// <param name="batchEventsMax">
    /// Most events of one batch, 1 or more. Slots are given back at the end of a batch, so keep it well below the
    /// capacity of the ring.
    /// </param>
    /// <param name="side">What <see cref="Run"/> takes after every batch and wakes up for; null for nothing.</param>
    /// <exception cref="InvalidOperationException">The ring has a consumer already.</exception>
    public EventProcessor(RingBuffer<T> ring, THandler handler, int batchEventsMax = DefaultBatchEventsMax, ISideInput? side = null)
    {
        ArgumentNullException.ThrowIfNull(ring);
        ArgumentNullException.ThrowIfNull(handler);
        ArgumentOutOfRangeException.ThrowIfLessThan(batchEventsMax, 1);
        ring.AttachConsumer();
        _ring = ring;
        _progress = ring.ConsumerProgress;
        _handler = handler;
        _batchEventsMax = batchEventsMax;
        _side = side;
    }

    /// <summary>Whether a thread is inside <see cref="Run"/>. Any thread.</summary>
    public bool IsRunning => Volatile.Read(ref _running);

    /// <summary>
    /// Handles events on the calling thread until <see cref="Halt"/>, then handles all that was claimed by then and
    /// returns. An exception of the handler leaves this method; the failing event counts as not handled, and a further
    /// call starts with it.
    /// </summary>
    /// <exception cref="InvalidOperationException">Another thread is inside.</exception>
    public void Run()
    {
        if (Interlocked.Exchange(ref _running, true))
        {
            throw new InvalidOperationException("The event processor is running already.");
        }

        try
        {
            while (!Volatile.Read(ref _halted))
            {
                var handled = Poll(_batchEventsMax);
                if (!TakeSide() && handled == 0)
                {
                    _ring.WaitStrategy.WaitFor(_progress.Value + 1, this);
                }
            }

            DrainOnHalt();
            TakeSide();
        }
        finally
        {
            Volatile.Write(ref _running, false);
        }
    }

    /// <summary>
    /// Handles what is published, at most <paramref name="maxEvents"/> events, as one batch, and never waits. The
    /// consumer's thread only. Exceptions of the handler pass as in <see cref="Run"/>.
    /// </summary>
    /// <returns>Number of events handled, 0 if none was published.</returns>
    public int Poll(int maxEvents)
    {
        var first = _progress.Value + 1;
        if (maxEvents < 1 || !_ring.IsPublished(first))
        {
            return 0;
        }

        var next = first;
        try
        {
            var last = first + maxEvents - 1;
            bool endOfBatch;
            do
            {
                endOfBatch = next == last || !_ring.IsPublished(next + 1);
                _handler.OnEvent(ref _ring[next], next, endOfBatch);
                next++;
            }
            while (!endOfBatch);
        }
        finally
        {
            // Also on an exception: the events before the failing one are done, the failing one is not.
            _progress.SetValue(next - 1);
        }

        return (int)(next - first);
    }

    /// <summary>
    /// Makes <see cref="Run"/> return once everything claimed before this call is handled. Producers that go on
    /// claiming need <see cref="RingBuffer{T}.Close"/> first, or their later events stay in the ring. Final: a halted
    /// processor does not start again. Any thread; returns at once.
    /// </summary>
    public void Halt()
    {
        Volatile.Write(ref _halted, true);
        _ring.WaitStrategy.SignalAllWhenBlocking();
    }

    bool ISequenceBarrier.IsReady(long sequence) =>
        _ring.IsPublished(sequence) || Volatile.Read(ref _halted) || _side is { IsReady: true };

    private bool TakeSide()
    {
        if (_side is not { IsReady: true })
        {
            return false;
        }

        _side.Take();
        return true;
    }

    // The cursor is read again each time because a claim that loses the race with Close is taken back.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void DrainOnHalt()
    {
        var last = _ring.Cursor;
        while (_progress.Value < Math.Min(last, _ring.Cursor))
        {
            if (Poll(_batchEventsMax) == 0)
            {
                Thread.Yield();
            }
        }
    }
}
