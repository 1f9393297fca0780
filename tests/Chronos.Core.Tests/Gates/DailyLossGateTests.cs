using Chronos.Core.Commands;
using Chronos.Core.Gates;
using Chronos.Core.Model;
using Chronos.Core.Tests.Pipeline;

namespace Chronos.Core.Tests.Gates;

public class DailyLossGateTests
{
    // Bought 100 at 109: closed at the bid of 99 the loss is 1000.
    [Theory]
    [InlineData("1000.00000001", true)]
    [InlineData("1000", true)]
    [InlineData("999.99999999", false)]
    [InlineData("0", false)]
    public void BlocksALossPastTheLimit(string limit, bool passes)
    {
        using var f = new PipelineFixture(new TestPolicy { DailyLossMax = limit });
        f.Hold(100, price: 109);
        var cap = f.Check(new DailyLossGate(), f.Buy());

        if (passes)
        {
            CapAssert.Passes(cap);
        }
        else
        {
            CapAssert.Blocks(cap, ReasonCode.DailyLoss, 1_000 * PipelineFixture.One, Notional.Parse(limit).Units);
        }
    }

    [Fact]
    public void CountsRealisedLossAndFees()
    {
        using var f = new PipelineFixture(new TestPolicy { DailyLossMax = "99" });
        f.Hold(10, price: 110);
        f.Hold(0, price: 100);

        CapAssert.Blocks(f.Check(new DailyLossGate(), f.Buy()), ReasonCode.DailyLoss, 100 * PipelineFixture.One, 99 * PipelineFixture.One);
    }

    [Fact]
    public void CountsAnewFromMidnight()
    {
        using var f = new PipelineFixture(new TestPolicy { DailyLossMax = "110" });
        f.Hold(10, price: 110);
        f.Hold(0, price: 100);
        f.Advance(86_400_000);
        f.Tick();
        f.Hold(10, price: 109);

        // At most 110 yesterday and 100 today, each within the limit; together they are not.
        CapAssert.Passes(f.Check(new DailyLossGate(), f.Buy()));
    }

    [Fact]
    public void StaysShutAtMidnightWhileItsBreakerIsLatched()
    {
        using var f = new PipelineFixture(new TestPolicy { DailyLossMax = "99" });
        f.Hold(10, price: 110);
        f.Hold(0, price: 100);
        f.Advance(86_400_000);
        f.Tick();

        CapAssert.Blocks(f.Check(new DailyLossGate(), f.Buy()), ReasonCode.DailyLoss, 0, 99 * PipelineFixture.One);
    }

    [Fact]
    public void BlocksWhatItCannotValueAndExemptsReductions()
    {
        using var f = new PipelineFixture(ready: false);
        f.Command(CommandAction.Arm);
        f.Tell(5);

        CapAssert.Blocks(f.Check(new DailyLossGate(), f.Buy()), ReasonCode.ExposureUnknown, 1, 0);
        Assert.False(new DailyLossGate().BindsReductions);
        Assert.True(f.Propose(f.Sell(5)).Decision.Objections.IsEmpty);
    }
}
