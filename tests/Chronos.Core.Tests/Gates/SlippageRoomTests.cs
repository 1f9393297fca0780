using System.Numerics;
using Chronos.Core.Gates;

namespace Chronos.Core.Tests.Gates;

public class SlippageRoomTests
{
    private const long Parts = 20_000;

    /// <summary>Compared with the sum of unlimited integers at the quantity found and at one unit more.</summary>
    [Theory]
    [InlineData(1_000, 50)]
    [InlineData(1_000_000, 100_000_000)]
    [InlineData(100_000_000_000_000_000, 1_000_000_000_000_000_000)]
    public void TakesExactlyWhatKeepsTheAverage(long priceMax, long unitsMax)
    {
        var random = new Random(7);
        var cut = 0;
        for (var round = 0; round < 3_000; round++)
        {
            var prices = Enumerable.Range(0, 4).Select(_ => random.NextInt64(-priceMax, priceMax)).Order().ToArray();
            var threshold = (Int128)random.NextInt64(prices[0], prices[^1] + 1) * Parts + random.Next((int)Parts);
            var room = new SlippageRoom(threshold, Parts);
            BigInteger excess = 0;
            foreach (var price in prices)
            {
                var wanted = random.NextInt64(1, unitsMax);
                var taken = room.Take(price, wanted);
                var each = (BigInteger)price * Parts - threshold;
                excess += each * taken;
                Assert.InRange(taken, 0, wanted);
                Assert.True(excess <= 0, $"{round}: too much");
                if (taken < wanted)
                {
                    Assert.True(excess + each > 0, $"{round}: one more would fit");
                    cut++;
                    break;
                }
            }
        }

        Assert.InRange(cut, 500, 3_000);
    }

    [Fact]
    public void HoldsTheLargestFiguresThereAre()
    {
        var room = new SlippageRoom((Int128)long.MaxValue * Parts / 2, Parts);

        Assert.Equal(long.MaxValue, room.Take(1, long.MaxValue));
        Assert.InRange(room.Take(long.MaxValue, long.MaxValue), 1, long.MaxValue);
    }
}
