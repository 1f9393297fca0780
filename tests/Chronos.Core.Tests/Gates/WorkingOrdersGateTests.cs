using Chronos.Core.Gates;
using Chronos.Core.Model;
using Chronos.Core.Tests.Pipeline;

namespace Chronos.Core.Tests.Gates;

public class WorkingOrdersGateTests
{
    private static readonly WorkingOrdersGate Gate = new();

    [Theory]
    [InlineData("strategies", false, true)]
    [InlineData("instruments", true, false)]
    [InlineData("accounts", true, true)]
    public void BlocksOnePastTheLimitOfEachScope(string section, bool bindsOtherStrategy, bool bindsOtherInstrument)
    {
        using var f = new PipelineFixture(new TestPolicy().With(section, "workingOrdersMax", "2"));
        f.Work(f.Buy(1));
        CapAssert.Passes(f.Check(Gate, f.Buy()));
        f.Propose(f.Buy(1));

        CapAssert.Blocks(f.Check(Gate, f.Buy()), ReasonCode.WorkingOrders, 3, 2);
        Assert.Equal(ReasonCode.WorkingOrders, f.Propose(f.Buy(1)).Decision.Reason);
        Assert.Equal(bindsOtherStrategy, f.Check(Gate, f.Order(OrderSide.Buy, 1, 101, strategy: 1)).Code != ReasonCode.None);
        Assert.Equal(bindsOtherInstrument, f.Check(Gate, f.Order(OrderSide.Buy, 1, 101, instrument: 1)).Code != ReasonCode.None);
    }

    [Theory]
    [InlineData(ReportKind.Canceled, true)]
    [InlineData(ReportKind.Rejected, true)]
    [InlineData(ReportKind.NotSent, true)]
    [InlineData(ReportKind.Unknown, false)]
    [InlineData(ReportKind.Acknowledged, false)]
    public void PassesAgainWhenAnOrderEnds(ReportKind kind, bool ends)
    {
        using var f = new PipelineFixture(new TestPolicy().With("strategies", "workingOrdersMax", "1"));
        f.Propose(f.Buy(1));
        f.Answer(f.Last.Decision.OrderId, kind);

        Assert.Equal(ends ? ReasonCode.None : ReasonCode.WorkingOrders, f.Check(Gate, f.Buy()).Code);
    }

    [Fact]
    public void PassesAgainWhenAnOrderIsFilled()
    {
        using var f = new PipelineFixture(new TestPolicy().With("accounts", "workingOrdersMax", "1"));
        var id = f.Work(f.Buy(2));
        f.Fill(id, OrderSide.Buy, 1, 101);
        Assert.Equal(ReasonCode.WorkingOrders, f.Check(Gate, f.Buy()).Code);
        f.Fill(id, OrderSide.Buy, 1, 101);

        CapAssert.Passes(f.Check(Gate, f.Buy()));
    }

    [Fact]
    public void ExemptsReductions()
    {
        using var f = new PipelineFixture(new TestPolicy().With("strategies", "workingOrdersMax", "1"));
        f.Hold(10);
        Assert.Equal(Verdict.Approve, f.Propose(f.Sell(1)).Decision.Verdict);
        Assert.Equal(Verdict.Approve, f.Propose(f.Sell(1)).Decision.Verdict);
    }

    [Fact]
    public void ALowerLimitHoldsForWhatIsWorking()
    {
        using var f = new PipelineFixture();
        f.Work(f.Buy(1));
        f.Work(f.Buy(1));
        f.Load(new TestPolicy { Version = 2 }.With("instruments", "workingOrdersMax", "1").Build());

        CapAssert.Blocks(f.Check(Gate, f.Buy()), ReasonCode.WorkingOrders, 3, 1);
    }
}
