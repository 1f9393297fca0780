using Chronos.Core.Books;
using Chronos.Core.Engine;

namespace Chronos.Core.Tests.Books;

public class AcknowledgementWindowTests
{
    /// <summary>The count says what the sorted list says.</summary>
    [Theory]
    [InlineData(1, 20)]
    [InlineData(2, 400)]
    [InlineData(3, 100_000)]
    public void JudgesAsTheSortedListDoes(int seed, long window)
    {
        var random = new Random(seed);
        var book = new AcknowledgementWindow { LimitNanos = 500 };
        var all = new List<(long At, long Latency)>();
        var (above, changes) = (0, 0);
        for (var now = 1L; now < 6_000; now++)
        {
            if (random.Next(4) != 0)
            {
                var latency = random.Next(100) < (now / 1_000 % 3) ? random.Next(501, 900) : random.Next(501);
                book.Record(latency, now);
                all.Add((now, latency));
            }

            book.Forget(now - window);
            all.RemoveAll(x => x.At <= now - window);
            if (all.Count > AcknowledgementWindow.Capacity)
            {
                all.RemoveAt(0);
            }

            if (random.Next(500) == 0)
            {
                book.LimitNanos = random.Next(300, 800);
                changes++;
            }

            if (now % 7 != 0)
            {
                continue;
            }

            var sorted = all.Select(x => x.Latency).Order().ToArray();
            var p99 = sorted.Length == 0 ? 0 : sorted[(int)Math.Ceiling(sorted.Length * 0.99) - 1];
            Assert.Equal((all.Count, p99, p99 > book.LimitNanos), (book.Count, book.P99Nanos(), book.IsP99Above));
            above += book.IsP99Above ? 1 : 0;
        }

        Assert.True(above is > 20 and < 830 && changes > 3, $"{above} {changes}");
    }

    [Fact]
    public void TheEngineMeasuresTheLastLatenciesSinceAMoment()
    {
        var window = new LatencyWindow();
        Assert.Equal((0L, 0), window.P99After(0));
        for (var i = 1; i <= 200; i++)
        {
            window.Record(i == 150 ? 9_000 : -i + 100, i);
        }

        Assert.Equal((98L, 200), window.P99After(0));
        Assert.Equal((9_000L, 51), window.P99After(149));
        Assert.Equal((0L, 50), window.P99After(150));
        for (var i = 0; i < LatencyWindow.Capacity; i++)
        {
            window.Record(7, 1_000);
        }

        Assert.Equal((7L, LatencyWindow.Capacity), window.P99After(0));
    }
}
