using System.Runtime.InteropServices;
using Chronos.Core.Model;

namespace Chronos.Core.Venues;

/// <summary>Books and resting orders of every instrument. Resting orders stand in arrival order; few rest at a time.</summary>
internal sealed class PaperMarket
{
    private PaperBook[] _books = [];
    private List<PaperOrder>[] _resting = [];

    public ref PaperBook this[InstrumentId instrument] => ref _books[instrument.Value];

    public void Resize(int instruments)
    {
        var before = _books.Length;
        Array.Resize(ref _books, instruments);
        Array.Resize(ref _resting, instruments);
        for (var i = before; i < instruments; i++)
        {
            _resting[i] = [];
        }
    }

    public void Rest(in PaperOrder order)
    {
        var orders = _resting[order.Instrument.Value];

        // An order that comes back after a partial fill keeps its place: ids rise with arrival.
        var at = orders.Count;
        while (at > 0 && orders[at - 1].Id.Value > order.Id.Value)
        {
            at--;
        }

        orders.Insert(at, order);
    }

    public bool TryRemove(InstrumentId instrument, OrderId id, out PaperOrder order)
    {
        var orders = _resting[instrument.Value];
        return TryTake(orders, orders.FindIndex(o => o.Id == id), out order);
    }

    /// <summary>Takes out the best-priced, then oldest, order that the quote crosses and some displayed size is left for.</summary>
    public bool TryTakeCrossed(InstrumentId instrument, out PaperOrder order)
    {
        var orders = _resting[instrument.Value];
        ref readonly var book = ref _books[instrument.Value];
        var best = -1;
        for (var i = 0; i < orders.Count; i++)
        {
            var candidate = orders[i];
            if (candidate.Type != OrderType.StopMarket
                && book.IsCrossedBy(candidate.Side, candidate.Price)
                && !book.Shown(candidate.Side).IsZero
                && (best < 0 || IsBetter(in candidate, orders[best])))
            {
                best = i;
            }
        }

        return TryTake(orders, best, out order);
    }

    /// <summary>Marks the stops the market has reached and takes out the oldest of those some displayed size is left for.</summary>
    public bool TryTakeTriggered(InstrumentId instrument, out PaperOrder order)
    {
        var orders = _resting[instrument.Value];
        ref readonly var book = ref _books[instrument.Value];
        var oldest = -1;
        foreach (ref var candidate in CollectionsMarshal.AsSpan(orders))
        {
            candidate.Triggered |= candidate.Type == OrderType.StopMarket && book.Reaches(candidate.Side, candidate.Price);
        }

        for (var i = 0; i < orders.Count && oldest < 0; i++)
        {
            oldest = orders[i].Triggered && book.HasQuote && !book.Shown(orders[i].Side).IsZero ? i : -1;
        }

        return TryTake(orders, oldest, out order);
    }

    private static bool TryTake(List<PaperOrder> orders, int at, out PaperOrder order)
    {
        order = at < 0 ? default : orders[at];
        if (at >= 0)
        {
            orders.RemoveAt(at);
        }

        return at >= 0;
    }

    private static bool IsBetter(in PaperOrder candidate, in PaperOrder best) => candidate.Side != best.Side
        ? candidate.Id.Value < best.Id.Value
        : candidate.Side == OrderSide.Buy ? candidate.Price > best.Price : candidate.Price < best.Price;
}
