using Chronos.Core.Model;

namespace Chronos.Core.Tests.Model;

public class QuantityTests
{
    [Fact]
    public void AddsAndSubtractsExactly()
    {
        Assert.Equal(Quantity.Parse("0.3"), Quantity.Parse("0.1") + Quantity.Parse("0.2"));
        Assert.Equal(Quantity.Parse("-0.1"), Quantity.Parse("0.1") - Quantity.Parse("0.2"));
        Assert.Equal(Quantity.Parse("0.1"), Quantity.Min(Quantity.Parse("0.1"), Quantity.Parse("0.2")));
        Assert.Equal(Quantity.Parse("0.1"), Quantity.Min(Quantity.Parse("0.2"), Quantity.Parse("0.1")));
    }

    [Fact]
    public void ThrowsWhereASumDoesNotFit()
    {
        Assert.Throws<OverflowException>(() => Quantity.MaxValue + Quantity.FromUnits(1));
        Assert.Throws<OverflowException>(() => Quantity.FromUnits(long.MinValue) - Quantity.FromUnits(1));
        Assert.Equal(long.MaxValue, (Quantity.MaxValue + Quantity.Zero).Units);
    }
}
