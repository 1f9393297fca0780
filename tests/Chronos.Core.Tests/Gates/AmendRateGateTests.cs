using Chronos.Core.Gates;
using Chronos.Core.Model;
using Chronos.Core.Tests.Pipeline;

namespace Chronos.Core.Tests.Gates;

public class AmendRateGateTests
{
    private static readonly AmendRateGate Gate = new();

    [Theory]
    [InlineData("strategies")]
    [InlineData("instruments")]
    [InlineData("venues")]
    public void BlocksOnePastTheLimitOfEachScope(string section)
    {
        using var f = new PipelineFixture(new TestPolicy().With(section, "amendsMax", "2"));
        Amend(f);
        CapAssert.Passes(f.Check(Gate, Amending(f)));
        Amend(f);

        CapAssert.Blocks(f.Check(Gate, Amending(f)), ReasonCode.AmendRate, 3, 2);
        CapAssert.Passes(f.Check(Gate, f.Buy()));
        f.AdvanceNanos(1_000 * PipelineFixture.Milli - 1);
        Assert.Equal(ReasonCode.AmendRate, f.Check(Gate, Amending(f)).Code);
        f.AdvanceNanos(1);
        CapAssert.Passes(f.Check(Gate, Amending(f)));
    }

    [Fact]
    public void NewOrdersAndAmendsHaveBudgetsApartButAtTheVenue()
    {
        using var f = new PipelineFixture(new TestPolicy { MessagesMax = 2 }
            .With("strategies", "amendsMax", "2").With("instruments", "submitsMax", "2").With("venues", "submitsMax", "3"));
        f.Propose(f.Buy(1));
        f.Propose(f.Buy(1));
        Assert.Equal(ReasonCode.MessageRate, f.Check(new MessageRateGate(), f.Buy()).Code);
        Assert.Equal(ReasonCode.InstrumentRate, f.Check(new InstrumentRateGate(), f.Buy()).Code);

        var amending = Amending(f);
        CapAssert.Passes(f.Check(new MessageRateGate(), amending));
        CapAssert.Passes(f.Check(new InstrumentRateGate(), amending));
        CapAssert.Passes(f.Check(new VenueRateGate(), amending));
        Amend(f);
        CapAssert.Blocks(f.Check(new VenueRateGate(), Amending(f)), ReasonCode.VenueRate, 4, 3);
    }

    private static Proposal Amending(PipelineFixture f) => f.Buy(1) with { Replaces = new ProposalId(1) };

    private static void Amend(PipelineFixture f)
    {
        f.State.Activity.Strategy(0).OnProposal(Amending(f), isAmend: true, f.Now);
        f.State.Activity.Instrument(0).OnProposal(isAmend: true, f.Now);
        f.State.Activity.Venue(0).OnOrder(isAmend: true, f.Now);
    }
}
