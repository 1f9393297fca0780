using System.Numerics;
using Chronos.Core.Model;

namespace Chronos.Core.Tests.Model;

public class WideTests
{
    private static readonly long[] Edges =
    [
        long.MinValue, long.MinValue + 1, -(1L << 32), -3, -1, 0, 1, 2, (1L << 32) - 1, 1L << 62, long.MaxValue - 1, long.MaxValue,
    ];

    [Fact]
    public void ProductIsExact()
    {
        foreach (var (left, right) in Pairs())
        {
            Assert.Equal((BigInteger)left * right, (BigInteger)Wide.Product(left, right));
        }
    }

    [Fact]
    public void TimesIsExactModulo128Bits()
    {
        foreach (var (left, right) in Pairs())
        {
            foreach (var value in new[] { left, Wide.Product(left, right), Int128.MaxValue - right, Int128.MinValue + Math.Max(right, 0) })
            {
                Assert.Equal(unchecked(value * right), Wide.UncheckedTimes(value, right));
            }
        }
    }

    private static IEnumerable<(long Left, long Right)> Pairs()
    {
        foreach (var left in Edges)
        {
            foreach (var right in Edges)
            {
                yield return (left, right);
            }
        }

        var random = new Random(7);
        for (var i = 0; i < 20_000; i++)
        {
            yield return (random.NextInt64(long.MinValue, long.MaxValue) >> random.Next(64), random.NextInt64(long.MinValue, long.MaxValue));
        }
    }
}
