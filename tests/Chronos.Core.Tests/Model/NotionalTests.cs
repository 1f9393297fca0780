using Chronos.Core.Model;

namespace Chronos.Core.Tests.Model;

public class NotionalTests
{
    [Fact]
    public void AddsAndSubtractsExactly()
    {
        Assert.Equal(Notional.Parse("100.00000001"), Notional.Parse("100") + Notional.FromUnits(1));
        Assert.Equal(Notional.Parse("99.99999999"), Notional.Parse("100") - Notional.FromUnits(1));
    }

    [Fact]
    public void ThrowsWhereASumDoesNotFit()
    {
        Assert.Throws<OverflowException>(() => Notional.MaxValue + Notional.FromUnits(1));
        Assert.Throws<OverflowException>(() => Notional.FromUnits(long.MinValue) - Notional.FromUnits(1));
    }
}
