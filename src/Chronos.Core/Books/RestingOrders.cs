using Chronos.Core.Model;

namespace Chronos.Core.Books;

/// <summary>
/// The best price of our resting orders by account × instrument × side, in pairing heaps whose links stand in the orders
/// themselves: the best is at hand, adding one compares once, and taking one out is logarithmic on the average.
/// </summary>
internal sealed class RestingOrders
{
    private const int None = -1;
    private const int Sides = 2;

    private int[] _best = [];
    private int _instruments;

    /// <summary>Makes heaps for so many accounts and instruments; orders keep theirs.</summary>
    public void Resize(int accounts, int instruments)
    {
        var best = new int[accounts * instruments * Sides];
        Array.Fill(best, None);
        if (_instruments != 0)
        {
            var row = _instruments * Sides;
            for (var a = 0; a < _best.Length / row; a++)
            {
                _best.AsSpan(a * row, row).CopyTo(best.AsSpan(a * instruments * Sides));
            }
        }

        _best = best;
        _instruments = instruments;
    }

    /// <summary>The best price: the highest of buys, the lowest of sells; zero without one.</summary>
    public Price Best(ReadOnlySpan<OrderEntry> orders, int account, int instrument, OrderSide side)
    {
        var best = _best[Heap(account, instrument, side)];
        return best == None ? default : orders[best].WorstPrice;
    }

    public void Add(Span<OrderEntry> orders, int slot)
    {
        ref var order = ref orders[slot];
        order.FirstWorse = None;
        order.NextSibling = None;
        order.Before = None;
        ref var best = ref _best[Heap(order.Account, order.Instrument, order.Side)];
        best = Meld(orders, best, slot);
    }

    public void Remove(Span<OrderEntry> orders, int slot)
    {
        ref readonly var order = ref orders[slot];
        ref var best = ref _best[Heap(order.Account, order.Instrument, order.Side)];
        if (best == slot)
        {
            best = MeldSiblings(orders, order.FirstWorse);
            return;
        }

        Detach(orders, slot);
        best = Meld(orders, best, MeldSiblings(orders, order.FirstWorse));
    }

    /// <summary>
    /// The first of our resting orders an order of the other side would meet at its worst price; -1 when it meets none. Worse ones
    /// than one that is not met are not met either, so only those that are met are looked at, and their neighbours.
    /// </summary>
    public int FirstMet(ReadOnlySpan<OrderEntry> orders, int account, int instrument, OrderSide side, Price worst)
    {
        var best = _best[Heap(account, instrument, side)];
        return best != None && IsMet(in orders[best], worst) ? best : None;
    }

    /// <summary>The one after, in no order of price; -1 ends them.</summary>
    public static int NextMet(ReadOnlySpan<OrderEntry> orders, int slot, Price worst)
    {
        for (var next = orders[slot].FirstWorse; next != None; next = orders[next].NextSibling)
        {
            if (IsMet(in orders[next], worst))
            {
                return next;
            }
        }

        while (slot != None)
        {
            for (var next = orders[slot].NextSibling; next != None; next = orders[next].NextSibling)
            {
                if (IsMet(in orders[next], worst))
                {
                    return next;
                }
            }

            slot = ParentOf(orders, slot);
        }

        return None;
    }

    private static int ParentOf(ReadOnlySpan<OrderEntry> orders, int slot)
    {
        var before = orders[slot].Before;
        while (before != None && orders[before].FirstWorse != slot)
        {
            slot = before;
            before = orders[slot].Before;
        }

        return before;
    }

    private static bool IsMet(in OrderEntry resting, Price worst) =>
        resting.Side == OrderSide.Buy ? worst <= resting.WorstPrice : worst >= resting.WorstPrice;

    private int Heap(int account, int instrument, OrderSide side) =>
        (account * _instruments + instrument) * Sides + (side == OrderSide.Buy ? 0 : 1);

    /// <summary>Takes an order that is not the best out from among its siblings. <see cref="OrderEntry.Before"/> of a first child is its parent.</summary>
    private static void Detach(Span<OrderEntry> orders, int slot)
    {
        ref readonly var order = ref orders[slot];
        ref var before = ref orders[order.Before];
        if (before.FirstWorse == slot)
        {
            before.FirstWorse = order.NextSibling;
        }
        else
        {
            before.NextSibling = order.NextSibling;
        }

        if (order.NextSibling != None)
        {
            orders[order.NextSibling].Before = order.Before;
        }
    }

    /// <summary>Two heaps into one; each stands alone, without siblings.</summary>
    private static int Meld(Span<OrderEntry> orders, int left, int right)
    {
        if (left == None || right == None)
        {
            return left == None ? right : left;
        }

        var (winner, loser) = IsBetter(in orders[right], in orders[left]) ? (right, left) : (left, right);
        ref var better = ref orders[winner];
        ref var worse = ref orders[loser];
        worse.NextSibling = better.FirstWorse;
        worse.Before = winner;
        if (better.FirstWorse != None)
        {
            orders[better.FirstWorse].Before = loser;
        }

        better.FirstWorse = loser;
        better.NextSibling = None;
        better.Before = None;
        return winner;
    }

    /// <summary>Siblings into one heap: in pairs from the first, then the pairs from the last.</summary>
    private static int MeldSiblings(Span<OrderEntry> orders, int first)
    {
        var pairs = None;
        while (first != None)
        {
            var second = orders[first].NextSibling;
            var rest = second == None ? None : orders[second].NextSibling;
            Alone(orders, first);
            Alone(orders, second);
            var pair = Meld(orders, first, second);
            orders[pair].NextSibling = pairs;
            pairs = pair;
            first = rest;
        }

        var heap = None;
        while (pairs != None)
        {
            var next = orders[pairs].NextSibling;
            Alone(orders, pairs);
            heap = Meld(orders, heap, pairs);
            pairs = next;
        }

        return heap;
    }

    private static void Alone(Span<OrderEntry> orders, int slot)
    {
        if (slot != None)
        {
            orders[slot].NextSibling = None;
            orders[slot].Before = None;
        }
    }

    private static bool IsBetter(in OrderEntry order, in OrderEntry than) =>
        order.Side == OrderSide.Buy ? order.WorstPrice > than.WorstPrice : order.WorstPrice < than.WorstPrice;
}
