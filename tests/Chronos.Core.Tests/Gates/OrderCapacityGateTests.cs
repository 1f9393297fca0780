using Chronos.Core.Gates;
using Chronos.Core.Model;
using Chronos.Core.Tests.Pipeline;

namespace Chronos.Core.Tests.Gates;

public class OrderCapacityGateTests
{
    [Fact]
    public void BlocksWhenTheTableIsFullAndPassesWhenAnOrderEnds()
    {
        using var f = new PipelineFixture(workingOrdersMax: 2);
        f.Work(f.Buy(1));
        CapAssert.Passes(f.Check(new OrderCapacityGate(), f.Buy()));
        var id = f.Work(f.Buy(1));
        CapAssert.Blocks(f.Check(new OrderCapacityGate(), f.Buy()), ReasonCode.OrderCapacity, 3, 2);

        f.Answer(id, ReportKind.Canceled);
        CapAssert.Passes(f.Check(new OrderCapacityGate(), f.Buy()));
    }

    [Fact]
    public void BindsReductions()
    {
        using var f = new PipelineFixture(workingOrdersMax: 1);
        f.Hold(10);
        f.Work(f.Sell(1));

        Assert.Equal(ReasonCode.OrderCapacity, f.Propose(f.Sell(1)).Decision.Reason);
    }
}
