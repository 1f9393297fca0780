using Chronos.Core.Books;
using Chronos.Core.Model;

namespace Chronos.Core.Tests.Books;

/// <summary>Latches by kind and scope, apart from each other.</summary>
public class BreakerBookTests
{
    [Fact]
    public void EveryKindLatchesInEveryScopeAndNothingElseWithIt()
    {
        foreach (var kind in Enum.GetValues<BreakerKind>().Where(k => k != BreakerKind.None))
        {
            foreach (var scope in Enum.GetValues<ScopeKind>())
            {
                var book = Book();
                Assert.True(book.Trip(kind, scope, 0));
                Assert.False(book.Trip(kind, scope, 0));

                var latched =
                    from k in Enum.GetValues<BreakerKind>()
                    from s in Enum.GetValues<ScopeKind>()
                    from i in Enumerable.Range(0, s == ScopeKind.Global ? 1 : 2)
                    where book.IsLatched(k, s, i)
                    select (k, s, i);
                Assert.Equal((kind, scope, 0), Assert.Single(latched));
            }
        }
    }

    [Fact]
    public void ClearsTheOneAskedForOrAllOfAScope()
    {
        var book = Book();
        book.Trip(BreakerKind.DailyLoss, ScopeKind.Venue, 1);
        book.Trip(BreakerKind.Drawdown, ScopeKind.Venue, 1);
        book.Trip(BreakerKind.Drawdown, ScopeKind.Venue, 0);

        Assert.True(book.TryClear(BreakerKind.DailyLoss, ScopeKind.Venue, 1));
        Assert.False(book.TryClear(BreakerKind.DailyLoss, ScopeKind.Venue, 1));
        Assert.True(book.IsAnyLatched(ScopeKind.Venue, 1));
        book.ClearAll(ScopeKind.Venue, 1);

        Assert.Equal((false, true), (book.IsAnyLatched(ScopeKind.Venue, 1), book.IsAnyLatched(ScopeKind.Venue, 0)));
    }

    [Fact]
    public void GrowsWithItsLatchesAndIsPartOfTheHash()
    {
        var book = Book();
        var before = Hash(book);
        book.Trip(BreakerKind.LossStreak, ScopeKind.Strategy, 1);
        Assert.NotEqual(before, Hash(book));

        book.Resize(2, 3, 2);

        Assert.Equal((true, false), (book.IsAnyLatched(ScopeKind.Strategy, 1), book.IsAnyLatched(ScopeKind.Strategy, 2)));
    }

    private static BreakerBook Book()
    {
        var book = new BreakerBook();
        book.Resize(2, 2, 2);
        return book;
    }

    private static string Hash(BreakerBook book)
    {
        using var hash = new StateHash();
        book.AddTo(hash);
        return Convert.ToHexString(hash.Finish());
    }
}
