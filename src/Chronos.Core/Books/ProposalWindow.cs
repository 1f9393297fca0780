using Chronos.Core.Model;

namespace Chronos.Core.Books;

/// <summary>
/// Which of one strategy's proposal ids have been decided. Ids rise, so a fixed window below the highest says exactly
/// whether an id is new, a repeat, or too old to tell, at any age and in constant memory.
/// </summary>
internal sealed class ProposalWindow
{
    private readonly Slot[] _slots;

    // Ids below were forgotten by a smaller window before this one.
    private readonly ulong _forgottenBelow;

    public ProposalWindow(int size, ProposalWindow? history)
    {
        _slots = Touched.New<Slot>(size);
        if (history is null)
        {
            return;
        }

        Highest = history.Highest;
        var kept = (ulong)Math.Min(size, history._slots.Length);
        _forgottenBelow = Math.Max(history._forgottenBelow, Highest < kept ? 0 : Highest - kept + 1);
        foreach (ref readonly var slot in history._slots.AsSpan())
        {
            if (slot.Id != 0 && Highest - slot.Id < kept)
            {
                _slots[slot.Id & (ulong)(size - 1)] = slot;
            }
        }
    }

    public int Size => _slots.Length;

    /// <summary>The highest id decided.</summary>
    public ulong Highest { get; private set; }

    /// <summary>What is known of an id: None for a new one.</summary>
    public ReasonCode Judge(ulong id, ulong content, out long originalSequence)
    {
        ref readonly var slot = ref _slots[id & (ulong)(_slots.Length - 1)];
        originalSequence = 0;
        if (id > Highest)
        {
            return ReasonCode.None;
        }

        if (Highest - id >= (ulong)_slots.Length || id < _forgottenBelow)
        {
            return ReasonCode.ProposalIdTooOld;
        }

        if (slot.Id != id)
        {
            return ReasonCode.None;
        }

        originalSequence = slot.Sequence;
        return slot.Content == content ? ReasonCode.DuplicateProposal : ReasonCode.ProposalIdReused;
    }

    public void Record(ulong id, ulong content, long sequence, OrderId order)
    {
        _slots[id & (ulong)(_slots.Length - 1)] = new Slot(id, content, sequence, order);
        Highest = Math.Max(Highest, id);
    }

    /// <summary>A parked id has been decided for good, unless ids so far above it have come that it is forgotten.</summary>
    public void DecideAgain(ulong id, long sequence, OrderId order)
    {
        ref var slot = ref _slots[id & (ulong)(_slots.Length - 1)];
        if (slot.Id == id)
        {
            slot = new Slot(id, slot.Content, sequence, order);
        }
    }

    /// <summary>The order made for an id; 0 when there is none or it is forgotten.</summary>
    public OrderId OrderOf(ulong id)
    {
        ref readonly var slot = ref _slots[id & (ulong)(_slots.Length - 1)];
        return slot.Id == id ? slot.Order : default;
    }

    public void AddTo(StateHash hash)
    {
        hash.Add(Highest);
        hash.Add(_forgottenBelow);
        foreach (ref readonly var slot in _slots.AsSpan())
        {
            if (slot.Id != 0 && Highest - slot.Id < (ulong)_slots.Length)
            {
                hash.Add(slot.Id);
                hash.Add(slot.Content);
                hash.Add(slot.Sequence);
                hash.Add(slot.Order.Value);
            }
        }
    }

    private readonly record struct Slot(ulong Id, ulong Content, long Sequence, OrderId Order);
}
