using Chronos.Core.Books;
using Chronos.Core.Model;

namespace Chronos.Core.Tests.Books;

public class RoundTripTests
{
    private const long One = FixedPoint.Scale;

    [Fact]
    public void ClosesWhenNothingIsLeft()
    {
        var trip = default(RoundTrip);
        Assert.False(Fill(ref trip, 10, 100, fee: 1, out _));
        Assert.False(Fill(ref trip, -4, 101, fee: 0, out _));
        Assert.True(Fill(ref trip, -6, 99, fee: 1, out var result));

        Assert.Equal(4 - 6 - 2, result);
        Assert.Equal((default, ExactNotional.Zero), (trip.Position, trip.Cash));
    }

    [Fact]
    public void ClosesWhenTurnedRoundAndOpensWhatIsOver()
    {
        var trip = default(RoundTrip);
        Fill(ref trip, -10, 100, fee: 0, out _);
        Assert.True(Fill(ref trip, 15, 90, fee: 1, out var result));
        Assert.Equal(99, result);

        Assert.True(Fill(ref trip, -5, 91, fee: 0, out result));
        Assert.Equal(5, result);
    }

    [Fact]
    public void HoldsMoreThanAnAccountMay()
    {
        var trip = default(RoundTrip);
        for (var i = 0; i < 20; i++)
        {
            trip.Fill(Bounds.QuantityUnitsMax, Price.FromUnits(One), default, out _);
        }

        Assert.Equal((Int128)20 * Bounds.QuantityUnitsMax, trip.Position);
    }

    /// <summary>The results of all closes add up to what was paid and received, whatever the fills.</summary>
    [Fact]
    public void ResultsAddUpToTheCash()
    {
        var random = new Random(3);
        var trip = default(RoundTrip);
        decimal cash = 0, closed = 0;
        long position = 0;
        for (var i = 0; i < 5_000; i++)
        {
            var (signed, price, fee) = (random.Next(-5, 6), random.Next(90, 110), random.Next(2));
            if (signed == 0)
            {
                continue;
            }

            cash -= signed * price + fee;
            position += signed;
            closed += Fill(ref trip, signed, price, fee, out var result) ? result : 0;
            if (position == 0)
            {
                Assert.Equal(cash, closed);
            }
        }
    }

    private static bool Fill(ref RoundTrip trip, long quantity, long price, long fee, out decimal result)
    {
        var closes = trip.Fill(quantity * One, Price.FromUnits(price * One), Notional.FromUnits(fee * One), out var exact);
        result = exact.CeilingSaturated().ToDecimal();
        return closes;
    }
}
