using Chronos.Core.Commands;
using Chronos.Core.Gates;
using Chronos.Core.Model;
using Chronos.Core.Tests.Pipeline;

namespace Chronos.Core.Tests.Gates;

public class WeeklyLossGateTests
{
    private static TestPolicy Terms(string max) =>
        new TestPolicy { DailyLossMax = "1000000" }.With("accounts", "weeklyLossMax", $"\"{max}\"");

    // Bought 100 at 109: closed at the bid of 99 the loss is 1000.
    [Theory]
    [InlineData("1000.00000001", true)]
    [InlineData("1000", true)]
    [InlineData("999.99999999", false)]
    [InlineData("0", false)]
    public void BlocksALossPastTheLimit(string limit, bool passes)
    {
        using var f = new PipelineFixture(Terms(limit));
        f.Hold(100, price: 109);
        f.Advance(86_400_000);
        f.Tick();
        var cap = f.Check(new WeeklyLossGate(), f.Buy());

        if (passes)
        {
            CapAssert.Passes(cap);
        }
        else
        {
            CapAssert.Blocks(cap, ReasonCode.WeeklyLoss, 1_000 * PipelineFixture.One, Notional.Parse(limit).Units);
        }
    }

    [Fact]
    public void StaysShutInTheNextWeekWhileItsBreakerIsLatched()
    {
        using var f = new PipelineFixture(Terms("99"));
        f.Hold(10, price: 110);
        f.Hold(0, price: 100);
        f.Advance(7 * 86_400_000);
        f.Tick();

        CapAssert.Blocks(f.Check(new WeeklyLossGate(), f.Buy()), ReasonCode.WeeklyLoss, 0, 99 * PipelineFixture.One);
        Assert.Equal(
            ReasonCode.None, f.CommandByTwo(CommandAction.ClearBreaker, ScopeKind.Venue, "paper", BreakerKind.WeeklyLoss));
        CapAssert.Passes(f.Check(new WeeklyLossGate(), f.Buy()));
    }

    [Fact]
    public void BlocksWhatItCannotValueAndExemptsReductions()
    {
        using var f = new PipelineFixture(ready: false);
        f.Command(CommandAction.Arm);
        f.Tell(5);

        CapAssert.Blocks(f.Check(new WeeklyLossGate(), f.Buy()), ReasonCode.ExposureUnknown, 1, 0);
        Assert.False(new WeeklyLossGate().BindsReductions);
    }
}
