using Chronos.Core.Books;
using Chronos.Core.Model;
using Chronos.Core.Policies;
using Chronos.Core.Tests.Pipeline;

namespace Chronos.Core.Tests.Books;

public class ContentWindowTests
{
    private const long Milli = PipelineFixture.Milli;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void SaysExactlyWhatANaiveListSays(int max)
    {
        var random = new Random(max);
        var window = new ContentWindow(Terms(max, 100, submitsMax: 1_000));
        var made = new List<(Proposal Content, long Time)>();
        long now = 0;
        for (var i = 0; i < 5_000; i++)
        {
            now += random.Next(20) == 0 ? 100 * Milli : random.Next(4) * Milli;
            var proposal = Content(random.Next(2), (OrderSide)random.Next(1, 3), random.Next(3), random.Next(1, 4));
            var count = made.Count(m => m.Content == proposal && m.Time > now - 100 * Milli);

            Assert.Equal(count >= max, now < window.FreeAtNanos(in proposal));
            Assert.True(count < max || !window.IsSeldom(in proposal));
            window.Record(in proposal, now);
            made.Add((proposal, now));
        }

        Assert.Equal(long.MinValue, window.ForgottenUntilNanos);
    }

    [Fact]
    public void TellsContentsOfOneBucketApart()
    {
        var window = new ContentWindow(Terms(2, 1_000));
        for (var i = 1; i <= 200; i++)
        {
            window.Record(Content(0, OrderSide.Buy, 100, i), i);
        }

        for (var i = 1; i <= 10_000; i++)
        {
            Assert.Equal(long.MinValue, window.FreeAtNanos(Content(0, OrderSide.Buy, 100, i)));
        }
    }

    [Fact]
    public void SaysUntilWhenItHasForgottenSome()
    {
        var window = new ContentWindow(Terms(2, 1_000));
        for (var i = 0; i < window.Capacity; i++)
        {
            window.Record(Content(0, OrderSide.Buy, 100, 1), i);
        }

        Assert.Equal(long.MinValue, window.ForgottenUntilNanos);
        window.Record(Content(0, OrderSide.Buy, 100, 1), window.Capacity);
        Assert.Equal(1_000 * Milli, window.ForgottenUntilNanos);
        window.Record(Content(0, OrderSide.Buy, 100, 1), window.Capacity + 1);
        Assert.Equal(1_000 * Milli + 1, window.ForgottenUntilNanos);
    }

    [Theory]
    [InlineData(3, 1_000, 1_001)]
    [InlineData(2, 1_000, 1_002)]
    [InlineData(3, 500, 501)]
    public void KeepsItsHistoryUnderOtherTerms(int max, int windowMillis, long freeAtMillis)
    {
        var before = new ContentWindow(Terms(9, 1_000));
        foreach (var time in (long[])[1, 2, 3])
        {
            before.Record(Content(0, OrderSide.Buy, 100, 1), time * Milli);
        }

        var after = ContentWindow.Fit(before, Terms(max, windowMillis, submitsMax: 5_000));

        Assert.NotEqual(before.Capacity, after.Capacity);
        Assert.Equal(freeAtMillis * Milli, after.FreeAtNanos(Content(0, OrderSide.Buy, 100, 1)));
        Assert.Same(after, ContentWindow.Fit(after, Terms(max, windowMillis, submitsMax: 5_000)));
    }

    private static Proposal Content(int instrument, OrderSide side, long price, long quantity) => new()
    {
        Instrument = new InstrumentId(instrument),
        Side = side,
        LimitPrice = Price.FromUnits(price),
        Quantity = Quantity.FromUnits(quantity),
    };

    private static StrategyTerms Terms(int max, int windowMillis, int submitsMax = 10) => new TestPolicy { MessagesMax = submitsMax }
        .With("strategies", "sameContentMax", $"{max}")
        .With("strategies", "sameContentWindowMillis", $"{windowMillis}")
        .Build().Strategies[0];
}
