using Chronos.Core.Model;
using Chronos.Core.Policies;

namespace Chronos.Core.Books;

/// <summary>
/// The orders sealed as reductions, by account × instrument, newest first, and the standing rule about them: when the
/// position shrinks, what rests to reduce it shrinks with it. Lists run through the order table, so nothing is allocated.
/// </summary>
internal sealed class ReductionBook(OrderBook orders)
{
    private int[] _newest = [];
    private int _instruments;

    public void Resize(Policy policy)
    {
        var instruments = policy.Instruments.Count;
        var newest = new int[policy.Accounts.Count * instruments];
        Array.Fill(newest, OrderBook.NoSlot);
        for (var from = 0; from < _newest.Length; from += _instruments)
        {
            Array.Copy(_newest, from, newest, from / _instruments * instruments, _instruments);
        }

        _newest = newest;
        _instruments = instruments;
    }

    /// <summary>Takes in an order that was just added to the table: the newest there is.</summary>
    public void Add(ref OrderEntry order)
    {
        ref var newest = ref Newest(order.Account, order.Instrument);
        order.Newer = OrderBook.NoSlot;
        order.Older = newest;
        if (newest != OrderBook.NoSlot)
        {
            orders.At(newest).Newer = OrderBook.SlotOf(order.Id);
        }

        newest = OrderBook.SlotOf(order.Id);
    }

    /// <summary>Lets go of an order before it leaves the table.</summary>
    public void Remove(ref OrderEntry order)
    {
        if (order.Newer == OrderBook.NoSlot)
        {
            Newest(order.Account, order.Instrument) = order.Older;
        }
        else
        {
            orders.At(order.Newer).Older = order.Older;
        }

        if (order.Older != OrderBook.NoSlot)
        {
            orders.At(order.Older).Newer = order.Newer;
        }
    }

    /// <summary>What the protective stops of a side would close, those on their way out not counted. Base units of 1e-8.</summary>
    public long StopUnits(int account, int instrument, OrderSide side) => Resting(account, instrument, side, protective: true);

    /// <summary>
    /// Cancels what exceeds the position, newest first. Orders that would close more than there is go until the rest fits. A
    /// stop goes only where older stops cover the position without it: the venue holds stops to the position anyway, and half
    /// a stop too many is better than half a position without one.
    /// </summary>
    public void Trim(int account, int instrument, long position)
    {
        if (Newest(account, instrument) == OrderBook.NoSlot)
        {
            return;
        }

        Trim(account, instrument, OrderSide.Buy, Math.Max(0, -position));
        Trim(account, instrument, OrderSide.Sell, Math.Max(0, position));
    }

    private void Trim(int account, int instrument, OrderSide side, long closable)
    {
        var plain = Resting(account, instrument, side, protective: false);
        var stops = Resting(account, instrument, side, protective: true);
        for (var slot = Newest(account, instrument); slot != OrderBook.NoSlot; slot = orders.At(slot).Older)
        {
            ref var order = ref orders.At(slot);
            if (order.Side != side || order.IsLeaving)
            {
                continue;
            }

            var without = (order.IsProtective ? stops : plain) - order.RemainingUnits;
            if (order.IsProtective && without >= closable)
            {
                stops = without;
                orders.Want(ref order);
            }
            else if (!order.IsProtective && plain > closable)
            {
                plain = without;
                orders.Want(ref order);
            }
        }
    }

    private long Resting(int account, int instrument, OrderSide side, bool protective)
    {
        var units = 0L;
        for (var slot = Newest(account, instrument); slot != OrderBook.NoSlot; slot = orders.At(slot).Older)
        {
            ref readonly var order = ref orders.At(slot);
            if (order.Side == side && order.IsProtective == protective && !order.IsLeaving)
            {
                units += order.RemainingUnits;
            }
        }

        return units;
    }

    private ref int Newest(int account, int instrument) => ref _newest[account * _instruments + instrument];
}
