using System.Runtime.CompilerServices;
using Chronos.Core.Books;
using Chronos.Core.Model;

namespace Chronos.Core.Tests.Books;

public class OrderBookTests
{
    [Fact]
    public void ReusesSlotsAndNeverFindsAnOrderThatIsGone()
    {
        var book = NewBook(2);
        var first = Add(book, 1);
        var second = Add(book, 2);
        book.Remove(ref book.Find(first));

        var third = Add(book, 3);

        Assert.Equal(first.Value & 0xFFFFF, third.Value & 0xFFFFF);
        Assert.True(Unsafe.IsNullRef(ref book.Find(first)));
        Assert.Equal((second, third), (book.Find(second).Id, book.Find(third).Id));
        Assert.Equal(2, book.Count);
    }

    [Fact]
    public void AgreesWithADictionaryOverARandomLife()
    {
        const int Capacity = 8;
        var book = NewBook(Capacity);
        var live = new Dictionary<OrderId, OrderState>();
        var random = new Random(11);
        var cancels = 0;
        for (var sequence = 1; sequence < 5_000; sequence++)
        {
            if (live.Count < Capacity && random.Next(2) == 0)
            {
                live.Add(Add(book, sequence), OrderState.Unanswered);
            }
            else if (live.Count > 0)
            {
                var id = live.Keys.ElementAt(random.Next(live.Count));
                var state = (OrderState)random.Next(0, 4);
                if (state == OrderState.Free)
                {
                    book.Remove(ref book.Find(id));
                    live.Remove(id);
                }
                else if (state != OrderState.Unanswered)
                {
                    book.Answer(ref book.Find(id), state);
                    live[id] = state;
                }
                else
                {
                    book.BeginCancel(ref book.Find(id));
                    cancels++;
                }

                if (cancels > 0 && random.Next(3) == 0)
                {
                    book.EndCancel(0);
                    cancels--;
                }
            }

            Assert.Equal((live.Count, live.Values.Count(s => s == OrderState.Unanswered)), (book.Count, book.UnansweredAt(0)));
            Assert.All(live, o => Assert.Equal(o.Value, book.Find(o.Key).State));
            Assert.Equal(cancels, book.PendingCancelsAt(0));
        }
    }

    [Fact]
    public void FindsNothingUnderIdsItNeverGave()
    {
        var book = NewBook(2);
        Add(book, 1);

        foreach (var id in (ulong[])[0, 1, 5, (1 << 20) | 1, (2 << 20) | 0, ulong.MaxValue])
        {
            Assert.True(Unsafe.IsNullRef(ref book.Find(new OrderId(id))));
        }
    }

    [Fact]
    public void UnansweredOrdersAreUnknownAfterARestartAndFreeTheWindow()
    {
        var book = NewBook(2);
        var id = Add(book, 1);
        book.BeginCancel(ref book.Find(id));

        book.MarkUnansweredUnknown();

        Assert.Equal((OrderState.Unknown, 0, 0), (book.Find(id).State, book.UnansweredAt(0), book.PendingCancelsAt(0)));
    }

    [Fact]
    public void ACancelKeepsItsPlaceUntilItIsAnsweredThoughItsOrderHasGone()
    {
        var book = NewBook(2);
        var id = Add(book, 1);
        book.BeginCancel(ref book.Find(id));

        book.Remove(ref book.Find(id));
        Assert.Equal(1, book.PendingCancelsAt(0));

        book.EndCancel(0);
        Assert.Equal(0, book.PendingCancelsAt(0));
    }

    private static OrderBook NewBook(int capacity)
    {
        var book = new OrderBook();
        book.Allocate(capacity);
        book.Resize(1, 1, 1);
        return book;
    }

    private static OrderId Add(OrderBook book, long sequence)
    {
        var id = book.NextId(sequence);
        ref var order = ref book.Take(id);
        order.Quantity = Quantity.FromUnits(1);
        book.Enter(ref order);
        return id;
    }
}
