using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Chronos.Core.Ring;

/// <summary>
/// A bounded queue of preallocated slots between producers and one consumer, after the published LMAX Disruptor design:
/// claim a slot, write it in place, publish it. Allocates at construction only.
/// </summary>
/// <typeparam name="T">The event, stored by value.</typeparam>
/// <remarks>
/// <see cref="TryClaim"/>, the indexer and <see cref="Publish"/> belong to producer threads, as many as the
/// <see cref="ProducerType"/> admits; everything else is for any thread. Reading is done by the one
/// <see cref="EventProcessor{T, THandler}"/> made for the ring.
/// </remarks>
public sealed class RingBuffer<T>
    where T : struct
{
    /// <summary>The largest capacity, 2^30 slots: the largest power of two an array can hold.</summary>
    public const int CapacityMax = 1 << 30;

    private readonly Slot<T>[] _slots;
    private readonly long _mask;
    private readonly Sequencer _sequencer;
    private readonly IWaitStrategy? _signalled;
    private int _consumers;

    /// <summary>An empty, open ring.</summary>
    /// <param name="capacity">Slots: a power of two, 1 to <see cref="CapacityMax"/>.</param>
    /// <param name="producerType">How many threads may claim at the same time.</param>
    /// <param name="waitStrategy">How the consumer waits; not shared with another ring.</param>
    /// <exception cref="ArgumentException">A parameter is outside its range; the message names it.</exception>
    public RingBuffer(int capacity, ProducerType producerType, IWaitStrategy waitStrategy)
    {
        if (capacity < 1 || !BitOperations.IsPow2(capacity))
        {
            throw new ArgumentException(
                $"Must be a power of two from 1 to {CapacityMax}, was {capacity}.", nameof(capacity));
        }

        ArgumentNullException.ThrowIfNull(waitStrategy);
        Capacity = capacity;
        WaitStrategy = waitStrategy;
        _signalled = waitStrategy.IsBlocking ? waitStrategy : null;
        _mask = capacity - 1;
        _sequencer = producerType switch
        {
            ProducerType.Single => new SingleProducerSequencer(capacity, ConsumerProgress),
            ProducerType.Multi => new MultiProducerSequencer(capacity, ConsumerProgress),
            _ => throw new ArgumentOutOfRangeException(nameof(producerType), producerType, "Unknown producer type."),
        };
        _slots = new Slot<T>[capacity];

        // Writing every slot makes the operating system back it with memory now and not during the first lap.
        Array.Clear(_slots);
    }

    /// <summary>Number of slots.</summary>
    public int Capacity { get; }

    /// <summary>The last sequence claimed, -1 before the first. Any thread.</summary>
    public long Cursor => _sequencer.Cursor;

    /// <summary>The last sequence the consumer has reported as handled, -1 before the first. Any thread.</summary>
    public long ConsumerSequence => ConsumerProgress.Value;

    /// <summary>Events claimed and not yet handled, 0 to <see cref="Capacity"/>: a snapshot. Any thread.</summary>
    public int Occupancy
    {
        get
        {
            // The consumer first: its progress never passes the cursor, so a later cursor cannot give less than 0.
            var consumed = ConsumerSequence;
            return (int)Math.Clamp(Cursor - consumed, 0, Capacity);
        }
    }

    /// <summary>Whether <see cref="Close"/> was called. Any thread.</summary>
    public bool IsClosed => _sequencer.IsClosed;

    internal IWaitStrategy WaitStrategy { get; }

    internal Sequence ConsumerProgress { get; } = new();

    /// <summary>
    /// The event at <paramref name="sequence"/>, in place. A producer may use it from its claim to its publish; it
    /// holds the event of an earlier lap until overwritten.
    /// </summary>
    public ref T this[long sequence] => ref SlotAt(sequence).Value;

    /// <summary>
    /// Claims the next slot without waiting. A producer that was given one must publish it, in any case: the consumer
    /// waits for it. Producer threads; does not allocate.
    /// </summary>
    /// <param name="sequence">The claimed sequence; meaningless if refused.</param>
    /// <returns>False if the ring is full or closed.</returns>
    public bool TryClaim(out long sequence) => _sequencer.TryClaim(out sequence);

    /// <summary>
    /// Hands the claimed slot to the consumer with everything written to it. Each claim once; a single producer
    /// publishes in any order, the consumer reads in sequence order. Producer threads; does not allocate.
    /// </summary>
    public void Publish(long sequence)
    {
        Volatile.Write(ref SlotAt(sequence).Stamp, sequence + 1);
        _signalled?.SignalAllWhenBlocking();
    }

    /// <summary>
    /// Ends intake. Once it has returned every <see cref="TryClaim"/> is refused; every claim granted before or while
    /// it ran is in <see cref="Cursor"/> and reaches the consumer, also one still unpublished. Any thread; repeatable.
    /// </summary>
    public void Close() => _sequencer.Close();

    internal bool IsPublished(long sequence) => Volatile.Read(ref SlotAt(sequence).Stamp) == sequence + 1;

    internal void AttachConsumer()
    {
        if (Interlocked.Exchange(ref _consumers, 1) != 0)
        {
            throw new InvalidOperationException("The ring has its consumer already.");
        }
    }

    // The mask keeps the index inside the array, so the bounds check would never fire.
    private ref Slot<T> SlotAt(long sequence) =>
        ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_slots), (nint)(sequence & _mask));
}
