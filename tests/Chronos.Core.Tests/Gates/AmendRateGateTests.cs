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
        var (first, second, third) = (Rest(f), Rest(f), Rest(f));
        f.Work(Amending(f, first));
        CapAssert.Passes(f.Check(Gate, Amending(f, second)));
        f.Work(Amending(f, second));

        CapAssert.Blocks(f.Check(Gate, Amending(f, third)), ReasonCode.AmendRate, 3, 2);
        CapAssert.Passes(f.Check(Gate, f.Buy()));
        f.AdvanceNanos(1_000 * PipelineFixture.Milli - 1);
        Assert.Equal(ReasonCode.AmendRate, f.Check(Gate, Amending(f, third)).Code);
        f.AdvanceNanos(1);
        CapAssert.Passes(f.Check(Gate, Amending(f, third)));
        f.AssertReplays();
    }

    [Theory]
    [InlineData("strategies", true)]
    [InlineData("instruments", true)]
    [InlineData("venues", false)]
    public void RefusedAttemptsCountButAtTheVenue(string section, bool counts)
    {
        using var f = new PipelineFixture(new TestPolicy().With(section, "amendsMax", "1"));
        var resting = Rest(f);
        Assert.Equal(Verdict.Block, f.Propose(Amending(f, resting) with { ConfidencePpm = 0 }).Decision.Verdict);

        Assert.Equal(counts ? ReasonCode.AmendRate : ReasonCode.None, f.Check(Gate, Amending(f, resting)).Code);
    }

    [Fact]
    public void NewOrdersAndAmendsHaveBudgetsApartButAtTheVenue()
    {
        using var f = new PipelineFixture(new TestPolicy { MessagesMax = 2 }
            .With("strategies", "amendsMax", "2").With("instruments", "submitsMax", "2").With("venues", "submitsMax", "3"));
        var (first, second) = (Rest(f), Rest(f));
        Assert.Equal(ReasonCode.MessageRate, f.Check(new MessageRateGate(), f.Buy()).Code);
        Assert.Equal(ReasonCode.InstrumentRate, f.Check(new InstrumentRateGate(), f.Buy()).Code);

        f.Work(Amending(f, first));
        CapAssert.Passes(f.Check(Gate, Amending(f, second)));
        CapAssert.Blocks(f.Check(new VenueRateGate(), Amending(f, second)), ReasonCode.VenueRate, 4, 3);
    }

    [Fact]
    public void ExemptsReductions()
    {
        using var f = new PipelineFixture(new TestPolicy().With("strategies", "amendsMax", "1"));
        f.Hold(10);
        for (var i = 0; i < 3; i++)
        {
            var resting = f.Sell(1, 104);
            f.Work(in resting);
            f.Work(f.Sell(1, 103) with { Replaces = resting.Id });
        }
    }

    [Fact]
    public void TheCancelOfWhatIsReplacedTakesNothingFromTheCancelBudget()
    {
        using var f = new PipelineFixture(new TestPolicy().With("venues", "cancelsMax", "1").With("strategies", "cancelsMax", "1"));
        var (first, second) = (Rest(f), Rest(f));
        f.Work(Amending(f, first));
        Assert.Single(f.Outbound.Cancels);

        Assert.Equal(ReasonCode.None, f.Cancel(second).Outcome);
    }

    private static ProposalId Rest(PipelineFixture f)
    {
        var proposal = f.Buy(1, 96);
        f.Work(in proposal);
        return proposal.Id;
    }

    private static Proposal Amending(PipelineFixture f, ProposalId resting) => f.Buy(1, 97) with { Replaces = resting };
}
