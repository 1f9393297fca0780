using Chronos.Core.Books;

namespace Chronos.Core.Tests.Books;

public class HeldQuotesTests
{
    [Fact]
    public void TheOldestIsWhatASearchThroughAllFinds()
    {
        for (var seed = 0; seed < 50; seed++)
        {
            var random = new Random(seed);
            var book = new HeldQuotes();
            book.Resize(2, 6);
            var held = new Dictionary<int, long>();
            var times = new long[6];
            for (var now = 1; now < 400; now++)
            {
                var instrument = random.Next(6);
                switch (random.Next(3))
                {
                    case 0:
                        held.Remove(instrument);
                        book.Remove(1, instrument);
                        break;
                    case 1:
                        times[instrument] = now;
                        held[instrument] = now;
                        book.Set(1, instrument, now);
                        break;
                    default:
                        // Taken up at a quote that came before those of others.
                        held[instrument] = times[instrument];
                        book.Set(1, instrument, times[instrument]);
                        break;
                }

                Assert.Equal(held.Count == 0 ? long.MaxValue : held.Values.Min(), book.OldestNanos(1));
                Assert.Equal(long.MaxValue, book.OldestNanos(0));
            }
        }
    }
}
