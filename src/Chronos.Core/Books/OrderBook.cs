using Chronos.Core.Model;

namespace Chronos.Core.Books;

/// <summary>
/// Orders that may still trade, in a fixed table. An order's id carries its slot, so finding it is one look; which slot
/// is next is part of the state, so ids replay.
/// </summary>
internal sealed class OrderBook
{
    /// <summary>Bits of an order id that hold its slot.</summary>
    public const int SlotBits = 20;

    private const ulong SlotMask = (1UL << SlotBits) - 1;
    private const int DueShift = 6;
    private const int DueMask = (1 << DueShift) - 1;

    /// <summary>No order: the end of a list of slots.</summary>
    public const int NoSlot = -1;

    private readonly RestingOrders _resting = new();
    private OrderEntry[] _entries = [];
    private int[] _unanswered = [];
    private int[] _pendingCancels = [];

    // A bit a slot: wanted canceled, no cancel under way, and none refused since the last SweepAgain.
    private ulong[] _due = [];
    private int _firstFree = NoSlot;

    /// <summary>Orders that may still trade.</summary>
    public int Count { get; private set; }

    public int Capacity => _entries.Length;

    /// <summary>Orders the engine wants canceled that may still trade.</summary>
    public int WantedCount { get; private set; }

    /// <summary>Those of them whose cancel goes as soon as the venue has room for it.</summary>
    public int DueCount { get; private set; }

    /// <summary>Orders of a venue that have been handed over and not answered.</summary>
    public int UnansweredAt(int venue) => _unanswered[venue];

    /// <summary>Our best resting price: the highest buy, the lowest sell; zero without one.</summary>
    public Price BestResting(int account, int instrument, OrderSide side) => _resting.Best(_entries, account, instrument, side);

    /// <summary>Cancels a venue has been handed and not answered.</summary>
    public int PendingCancelsAt(int venue) => _pendingCancels[venue];

    public void Allocate(int capacity)
    {
        if (capacity == _entries.Length)
        {
            return;
        }

        if (Count != 0)
        {
            throw new InvalidOperationException("the order table cannot change size while it holds orders");
        }

        _entries = new OrderEntry[capacity];
        _due = new ulong[(capacity + DueMask) >> DueShift];
        for (var i = 0; i < capacity; i++)
        {
            _entries[i].NextFree = i + 1 < capacity ? i + 1 : NoSlot;
        }

        _firstFree = 0;
    }

    public void Resize(int venues, int accounts, int instruments)
    {
        Array.Resize(ref _unanswered, venues);
        Array.Resize(ref _pendingCancels, venues);
        _resting.Resize(accounts, instruments);
    }

    /// <summary>The id the next order gets when it is decided at <paramref name="sequence"/>. There must be room.</summary>
    public OrderId NextId(long sequence) => new(((ulong)sequence << SlotBits) | (uint)_firstFree);

    /// <summary>
    /// The empty place of an order, under the id <see cref="NextId"/> gave for it. The caller fills it in and calls
    /// <see cref="Enter"/>: an order is long, and building it elsewhere would cost as much as everything else about it.
    /// </summary>
    public ref OrderEntry Take(OrderId id)
    {
        var slot = SlotOf(id);
        if (slot != _firstFree)
        {
            throw new InvalidOperationException($"order {id} is not the next one");
        }

        ref var order = ref _entries[slot];
        _firstFree = order.NextFree;
        order = default;
        order.Id = id;
        order.State = OrderState.Unanswered;
        Count++;
        return ref order;
    }

    /// <summary>An order whose place has been filled in is handed over: it counts at its venue, and among those that rest.</summary>
    public void Enter(ref OrderEntry order)
    {
        _unanswered[order.Venue]++;
        if (order.Rests)
        {
            _resting.Add(_entries, SlotOf(order.Id));
        }
    }

    /// <summary>The order of that id, or a null reference when it is not held.</summary>
    public ref OrderEntry Find(OrderId id)
    {
        var slot = SlotOf(id);
        if (slot < _entries.Length && _entries[slot].State != OrderState.Free && _entries[slot].Id == id)
        {
            return ref _entries[slot];
        }

        return ref System.Runtime.CompilerServices.Unsafe.NullRef<OrderEntry>();
    }

    /// <summary>The order a report speaks of; a null reference when it is not held or the report names other parties than it has.</summary>
    public ref OrderEntry FindFor(in ExecutionReport report)
    {
        ref var order = ref Find(report.Order);
        if (!System.Runtime.CompilerServices.Unsafe.IsNullRef(ref order)
            && order.Instrument == report.Instrument.Value
            && order.Account == report.Account.Value
            && order.Side == report.Side)
        {
            return ref order;
        }

        return ref System.Runtime.CompilerServices.Unsafe.NullRef<OrderEntry>();
    }

    public void Answer(ref OrderEntry order, OrderState state)
    {
        if (order.State == OrderState.Unanswered)
        {
            _unanswered[order.Venue]--;
        }

        order.State = state;
    }

    /// <summary>A cancel of the order has been handed to its venue.</summary>
    public void BeginCancel(ref OrderEntry order)
    {
        order.CancelPending = true;
        _pendingCancels[order.Venue]++;
        ClearDue(in order);
    }

    /// <summary>
    /// The venue has answered a cancel. Counted apart from the order, which may have filled and gone while the cancel was
    /// still on its way.
    /// </summary>
    public void EndCancel(int venue) => _pendingCancels[venue] = Math.Max(0, _pendingCancels[venue] - 1);

    /// <summary>
    /// Wants every order of a scope canceled that protects nothing; answers how many there are. Whole table, so not for the
    /// hot path.
    /// </summary>
    public int WantCancels(ScopeKind scope, int index)
    {
        var wanted = 0;
        foreach (ref var entry in _entries.AsSpan())
        {
            if (entry.State == OrderState.Free || entry.IsProtective || !entry.IsIn(scope, index))
            {
                continue;
            }

            Want(ref entry);
            wanted++;
        }

        return wanted;
    }

    /// <summary>Wants one order canceled: asked for when its venue has room, and again until it can trade no more.</summary>
    public void Want(ref OrderEntry order)
    {
        WantedCount += order.CancelWanted ? 0 : 1;
        order.CancelWanted = true;
        MarkDue(in order);
    }

    /// <summary>Wants our own resting orders canceled that an order of the other side would meet at its worst price.</summary>
    public void WantMet(int account, int instrument, OrderSide side, Price worst)
    {
        var slot = _resting.FirstMet(_entries, account, instrument, side, worst);
        while (slot >= 0)
        {
            Want(ref _entries[slot]);
            slot = RestingOrders.NextMet(_entries, slot, worst);
        }
    }

    /// <summary>From now on asks once more for every wanted order: also for those whose cancel was refused.</summary>
    public void SweepAgain()
    {
        if (DueCount == WantedCount)
        {
            return;
        }

        foreach (ref readonly var entry in _entries.AsSpan())
        {
            if (entry.State != OrderState.Free && entry.CancelWanted)
            {
                MarkDue(in entry);
            }
        }
    }

    /// <summary>The next order of a venue whose cancel is due, in slot order; a null reference when there is none.</summary>
    public ref OrderEntry NextDue(int venue)
    {
        for (var word = 0; DueCount != 0 && word < _due.Length; word++)
        {
            for (var bits = _due[word]; bits != 0; bits &= bits - 1)
            {
                ref var entry = ref _entries[(word << DueShift) + System.Numerics.BitOperations.TrailingZeroCount(bits)];
                if (entry.Venue == venue)
                {
                    return ref entry;
                }
            }
        }

        return ref System.Runtime.CompilerServices.Unsafe.NullRef<OrderEntry>();
    }

    /// <summary>The place of an order in the table.</summary>
    public static int SlotOf(OrderId id) => (int)(id.Value & SlotMask);

    /// <summary>The order at a place that holds one.</summary>
    public ref OrderEntry At(int slot) => ref _entries[slot];

    public void Remove(ref OrderEntry order)
    {
        ClearDue(in order);
        if (order.Rests)
        {
            _resting.Remove(_entries, (int)(order.Id.Value & SlotMask));
        }

        WantedCount -= order.CancelWanted ? 1 : 0;
        order.CancelWanted = false;
        order.CancelPending = false;
        Answer(ref order, OrderState.Free);
        order.NextFree = _firstFree;
        _firstFree = SlotOf(order.Id);
        Count--;
    }

    /// <summary>After a restart nobody knows whether an unanswered order left; it counts both ways until the venue tells. No cancel is under way.</summary>
    public void MarkUnansweredUnknown()
    {
        Array.Clear(_pendingCancels);
        foreach (ref var entry in _entries.AsSpan())
        {
            if (entry.State == OrderState.Unanswered)
            {
                Answer(ref entry, OrderState.Unknown);
            }

            if (entry.State != OrderState.Free)
            {
                entry.CancelPending = false;
            }
        }
    }

    /// <summary>Calls back for every order that may still trade, in slot order. Not for the hot path.</summary>
    public void ForEach(Action<OrderEntry> visit)
    {
        foreach (ref readonly var entry in _entries.AsSpan())
        {
            if (entry.State != OrderState.Free)
            {
                visit(entry);
            }
        }
    }

    public void AddTo(StateHash hash)
    {
        hash.Add((long)Count);
        hash.Add((long)_firstFree);
        foreach (var pending in _pendingCancels)
        {
            hash.Add((long)pending);
        }

        foreach (ref readonly var entry in _entries.AsSpan())
        {
            if (entry.State == OrderState.Free)
            {
                continue;
            }

            hash.Add(entry.Id.Value);
            hash.Add((long)entry.State);
            hash.Add((entry.CancelPending ? 1L : 0L) | (entry.CancelWanted ? 2L : 0L) | (IsDue(in entry) ? 4L : 0L)
                | (entry.IsReduceOnly ? 8L : 0L) | (entry.IsReplaced ? 16L : 0L));
            hash.Add(entry.Replaces.Value);
            hash.Add((long)entry.Line);
            hash.Add(entry.HoldPerUnit);
            hash.Add(entry.WorstPrice.Units);
            hash.Add(entry.Quantity.Units);
            hash.Add(entry.Filled.Units);
            hash.Add(entry.ApprovedAtNanos);
            hash.Add(entry.ValuedAt.Units);
            hash.Add(entry.AccumulatedIn);
        }
    }

    private bool IsDue(in OrderEntry order) => (_due[SlotOf(order.Id) >> DueShift] & DueBit(in order)) != 0;

    private void MarkDue(in OrderEntry order)
    {
        if (!order.CancelPending && !IsDue(in order))
        {
            _due[SlotOf(order.Id) >> DueShift] |= DueBit(in order);
            DueCount++;
        }
    }

    private void ClearDue(in OrderEntry order)
    {
        if (IsDue(in order))
        {
            _due[SlotOf(order.Id) >> DueShift] &= ~DueBit(in order);
            DueCount--;
        }
    }

    private static ulong DueBit(in OrderEntry order) => 1UL << (SlotOf(order.Id) & DueMask);
}
