using Chronos.Core.Model;

namespace Chronos.Core.Books;

/// <summary>
/// Which of one strategy's proposal ids have been decided. Ids rise, so a fixed window below the highest says exactly
/// whether an id is new, a repeat, or too old to tell, at any age and in constant memory.
/// </summary>
internal sealed class ProposalWindow
{
    private readonly Slot[] _slots;

    public ProposalWindow(int size, ProposalWindow? history)
    {
        _slots = new Slot[size];
        if (history is null)
        {
            return;
        }

        Highest = history.Highest;
        foreach (ref readonly var slot in history._slots.AsSpan())
        {
            if (slot.Id != 0 && Highest - slot.Id < (ulong)Math.Min(size, history._slots.Length))
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

        if (Highest - id >= (ulong)_slots.Length)
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

    /// <summary>The order made for an id; 0 when there is none or it is forgotten.</summary>
    public OrderId OrderOf(ulong id)
    {
        ref readonly var slot = ref _slots[id & (ulong)(_slots.Length - 1)];
        return slot.Id == id ? slot.Order : default;
    }

    public void AddTo(StateHash hash)
    {
        hash.Add(Highest);
        foreach (ref readonly var slot in _slots.AsSpan())
        {
            if (slot.Id != 0 && Highest - slot.Id < (ulong)_slots.Length)
            {
                hash.Add(slot.Id);
                hash.Add(slot.Content);
                hash.Add(slot.Sequence);
            }
        }
    }

    private readonly record struct Slot(ulong Id, ulong Content, long Sequence, OrderId Order);
}
