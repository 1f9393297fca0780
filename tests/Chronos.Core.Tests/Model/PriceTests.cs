using Chronos.Core.Model;
using FsCheck;
using FsCheck.Fluent;

namespace Chronos.Core.Tests.Model;

public class PriceTests
{
    [Fact]
    public void MultipliesExactly()
    {
        var value = Price.Parse("87000.5") * Quantity.Parse("0.25");

        Assert.Equal(ExactNotional.From(Notional.Parse("21750.125")), value);
    }

    [Fact]
    public void MultipliesTheSmallestStepsWithoutLoss() =>
        Assert.Equal((Int128)1, (Price.FromUnits(1) * Quantity.FromUnits(1)).Units);

    [Theory]
    [InlineData(long.MaxValue, long.MaxValue)]
    [InlineData(long.MinValue, long.MinValue)]
    [InlineData(long.MinValue, long.MaxValue)]
    [InlineData(long.MaxValue, -1)]
    [InlineData(0, long.MinValue)]
    public void MultipliesTheLargestFactors(long price, long quantity) =>
        Assert.Equal((Int128)price * quantity, (Price.FromUnits(price) * Quantity.FromUnits(quantity)).Units);

    [Fact]
    public void OrdersAndComparesByValue() =>
        Prop.ForAll<long, long>((left, right) =>
        {
            var a = Price.FromUnits(left);
            var b = Price.FromUnits(right);
            return a == b == (left == right) && a != b == (left != right) && a < b == left < right && a > b == left > right
                && a <= b == left <= right && a >= b == left >= right && Math.Sign(a.CompareTo(b)) == left.CompareTo(right)
                && a.Equals(b) == (left == right) && a.Equals((object)b) == (left == right);
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("87000.5")]
    [InlineData("-0.00000001")]
    [InlineData("92233720368.54775807")]
    public void KeepsItsText(string text)
    {
        var price = Price.Parse(text);

        Assert.Equal(text, price.ToString());
        Assert.Equal(price, Price.FromDecimal(price.ToDecimal()));
        Assert.Equal(price.GetHashCode(), Price.FromUnits(price.Units).GetHashCode());
    }

    [Fact]
    public void IsZeroOnlyAtZero()
    {
        Assert.True(Price.Zero.IsZero);
        Assert.False(Price.FromUnits(-1).IsZero);
        Assert.Equal(long.MaxValue, Price.MaxValue.Units);
    }
}
