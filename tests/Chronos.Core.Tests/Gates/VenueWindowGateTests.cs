using Chronos.Core.Gates;
using Chronos.Core.Model;
using Chronos.Core.Tests.Pipeline;

namespace Chronos.Core.Tests.Gates;

public class VenueWindowGateTests
{
    private static readonly TestPolicy Terms = new() { UnansweredOrdersMax = 2 };

    [Fact]
    public void BlocksWhileTheLimitOfOrdersIsUnanswered()
    {
        using var f = new PipelineFixture(Terms);
        f.Propose(f.Buy(1));
        CapAssert.Passes(f.Check(new VenueWindowGate(), f.Buy()));
        var id = f.Propose(f.Buy(1)).Decision.OrderId;
        CapAssert.Blocks(f.Check(new VenueWindowGate(), f.Buy()), ReasonCode.VenueWindow, 3, 2);

        f.Answer(id, ReportKind.Acknowledged);
        CapAssert.Passes(f.Check(new VenueWindowGate(), f.Buy()));
    }

    [Fact]
    public void BindsReductions()
    {
        using var f = new PipelineFixture(Terms);
        f.Hold(10);
        f.Propose(f.Sell(1));
        f.Propose(f.Sell(1));

        Assert.Equal(ReasonCode.VenueWindow, f.Propose(f.Sell(1)).Decision.Reason);
    }
}
