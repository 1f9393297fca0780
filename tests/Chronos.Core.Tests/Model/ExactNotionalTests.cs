using System.Numerics;
using Chronos.Core.Model;
using FsCheck;
using FsCheck.Fluent;

namespace Chronos.Core.Tests.Model;

public class ExactNotionalTests
{
    private const long Scale = FixedPoint.Scale;

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(1, 1, 0)]
    [InlineData(Scale - 1, 1, 0)]
    [InlineData(Scale, 1, 1)]
    [InlineData(Scale + 1, 2, 1)]
    [InlineData(-1, 0, -1)]
    [InlineData(-Scale + 1, 0, -1)]
    [InlineData(-Scale, -1, -1)]
    [InlineData(-Scale - 1, -1, -2)]
    public void RoundsUpAndDown(long units, long ceiling, long floor)
    {
        var value = ExactNotional.FromUnits(units);

        Assert.Equal(ceiling, value.CeilingSaturated().Units);
        Assert.Equal(floor, value.FloorSaturated().Units);
    }

    [Fact]
    public void SaturatesBeyondTheRangeOfANotional()
    {
        var largest = ExactNotional.From(Notional.MaxValue);
        var step = ExactNotional.FromUnits(1);

        Assert.Equal(Notional.MaxValue, largest.CeilingSaturated());
        Assert.Equal(Notional.MaxValue, (largest + step).CeilingSaturated());
        Assert.Equal(Notional.MaxValue, (largest + step).FloorSaturated());
        Assert.Equal(long.MaxValue - 1, (largest - step).FloorSaturated().Units);
        Assert.Equal(-long.MaxValue, (-largest - step).FloorSaturated().Units);
        Assert.Equal(Notional.MaxValue, ExactNotional.FromUnits(Int128.MaxValue).CeilingSaturated());
        Assert.Equal(Notional.MaxValue, ExactNotional.FromUnits(Int128.MaxValue).FloorSaturated());
        Assert.Equal(-long.MaxValue, ExactNotional.FromUnits(Int128.MinValue).FloorSaturated().Units);
        Assert.Equal(-long.MaxValue, ExactNotional.FromUnits(Int128.MinValue).CeilingSaturated().Units);
    }

    [Fact]
    public void ThrowsWhereASumDoesNotFit()
    {
        var largest = ExactNotional.FromUnits(Int128.MaxValue);
        var smallest = ExactNotional.FromUnits(Int128.MinValue);
        var step = ExactNotional.FromUnits(1);

        Assert.Throws<OverflowException>(() => largest + step);
        Assert.Throws<OverflowException>(() => smallest - step);
        Assert.Throws<OverflowException>(() => -smallest);
        Assert.Equal(largest, -(smallest + step));
    }

    [Fact]
    public void AddsTwoOfTheLargestProducts()
    {
        var product = Price.FromUnits(long.MinValue) * Quantity.FromUnits(long.MinValue);

        Assert.Throws<OverflowException>(() => product + product);
        Assert.Equal(Int128.MaxValue, (product + (product - ExactNotional.FromUnits(1))).Units);
    }

    [Fact]
    public void AgreesWithUnboundedIntegers() =>
        Prop.ForAll<long, long, long>((p, q, n) =>
        {
            var price = unchecked(p * 6_364_136_223_846_793_005);
            var quantity = unchecked(q * 1_442_695_040_888_963_407);
            var exact = (BigInteger)price * quantity;
            var value = Price.FromUnits(price) * Quantity.FromUnits(quantity);
            var limit = ExactNotional.From(Notional.FromUnits(n));
            return (BigInteger)value.Units == exact
                && value > limit == exact > (BigInteger)n * Scale
                && Clamped(value.FloorSaturated(), Floor(exact)) && Clamped(value.CeilingSaturated(), -Floor(-exact));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    [Fact]
    public void WidensANotionalExactly() =>
        Prop.ForAll<long>(n =>
            ExactNotional.From(Notional.FromUnits(n)).FloorSaturated().Units == n
            && ExactNotional.From(Notional.FromUnits(n)).CeilingSaturated().Units == n).QuickCheckThrowOnFailure();

    [Fact]
    public void OrdersAndComparesByValue() =>
        Prop.ForAll<long, long>((left, right) =>
        {
            var a = ExactNotional.FromUnits(left);
            var b = ExactNotional.FromUnits(right);
            return a == b == (left == right) && a != b == (left != right) && a < b == left < right && a > b == left > right
                && a <= b == left <= right && a >= b == left >= right && a.CompareTo(b) == left.CompareTo(right)
                && a.Equals((object)b) == (left == right);
        }).QuickCheckThrowOnFailure();

    private static BigInteger Floor(BigInteger units)
    {
        var quotient = BigInteger.DivRem(units, Scale, out var remainder);
        return remainder < 0 ? quotient - 1 : quotient;
    }

    private static bool Clamped(Notional value, BigInteger expected) =>
        value.Units == BigInteger.Clamp(expected, -long.MaxValue, long.MaxValue);
}
