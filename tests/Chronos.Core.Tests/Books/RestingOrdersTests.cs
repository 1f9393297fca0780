using Chronos.Core.Books;
using Chronos.Core.Model;
using FsCheck;
using FsCheck.Fluent;

namespace Chronos.Core.Tests.Books;

public class RestingOrdersTests
{
    private const int Slots = 40;

    /// <summary>Orders come and go in any order; the best and the set of those met are what a search through all of them finds.</summary>
    [Fact]
    public void AgreesWithASearchThroughAllOrders() => Prop
        .ForAll(ArbMap.Default.ArbFor<int>().Generator.Resize(int.MaxValue / 2).ToArbitrary(), seed =>
        {
            var random = new Random(seed);
            var side = seed % 2 == 0 ? OrderSide.Buy : OrderSide.Sell;
            var orders = new OrderEntry[Slots];
            var live = new HashSet<int>();
            var book = new RestingOrders();
            book.Resize(1, 1);
            for (var step = 0; step < 300; step++)
            {
                var slot = random.Next(Slots);
                if (live.Remove(slot))
                {
                    book.Remove(orders, slot);
                }
                else
                {
                    live.Add(slot);
                    orders[slot] = new OrderEntry { Side = side, WorstPrice = Price.FromUnits(random.Next(1, 12)) };
                    book.Add(orders, slot);
                }

                if (step == 150)
                {
                    book.Resize(2, 3);
                }

                var prices = live.Select(s => orders[s].WorstPrice.Units).ToArray();
                var best = prices.Length == 0 ? 0 : side == OrderSide.Buy ? prices.Max() : prices.Min();
                Assert.Equal(best, book.Best(orders, 0, 0, side).Units);
                AssertMet(book, orders, live, side, Price.FromUnits(random.Next(0, 13)));
            }
        })
        .Check(Config.QuickThrowOnFailure.WithMaxTest(100));

    private static void AssertMet(RestingOrders book, OrderEntry[] orders, HashSet<int> live, OrderSide side, Price worst)
    {
        var met = new List<int>();
        for (var slot = book.FirstMet(orders, 0, 0, side, worst); slot >= 0; slot = RestingOrders.NextMet(orders, slot, worst))
        {
            met.Add(slot);
        }

        var expected = live.Where(s => side == OrderSide.Buy ? orders[s].WorstPrice >= worst : orders[s].WorstPrice <= worst);
        Assert.Equal(expected.Order(), met.Order());
    }
}
