using Chronos.Core.Commands;
using Chronos.Core.Gates;
using Chronos.Core.Model;
using Chronos.Core.Tests.Pipeline;

namespace Chronos.Core.Tests.Gates;

public class RejectStormGateTests
{
    private static readonly RejectStormGate Gate = new();

    [Fact]
    public void DisablesTheStrategyAfterOneTooMany()
    {
        using var f = new PipelineFixture(new TestPolicy().With("strategies", "rejectsMax", "2"));
        Reject(f);
        Reject(f);
        CapAssert.Passes(f.Check(Gate, f.Buy()));
        Reject(f);

        CapAssert.Blocks(f.Check(Gate, f.Buy()), ReasonCode.RejectStorm, 3, 2);
        Assert.Equal(TradingState.Reducing, f.State.Trading[ScopeKind.Strategy, 0]);
        Assert.Equal(TradingState.Active, f.State.Trading[ScopeKind.Venue, 0]);
        CapAssert.Passes(f.Check(Gate, f.Order(OrderSide.Buy, 1, 101, strategy: 1)));
    }

    [Fact]
    public void DisablesTheVenueAfterOneTooManyOfAllStrategies()
    {
        using var f = new PipelineFixture(new TestPolicy()
            .With("venues", "rejectsMax", "2").With("breakers", "rejectStorm", "\"Halted\""));
        Reject(f);
        Reject(f, strategy: 1);
        CapAssert.Passes(f.Check(Gate, f.Buy()));
        Reject(f, strategy: 1);

        CapAssert.Blocks(f.Check(Gate, f.Buy()), ReasonCode.RejectStorm, 3, 2);
        Assert.Equal(TradingState.Halted, f.State.Trading[ScopeKind.Venue, 0]);
    }

    [Fact]
    public void WaitsForOperatorsAndThenCountsAnew()
    {
        using var f = new PipelineFixture(new TestPolicy().With("venues", "rejectsMax", "1"));
        Reject(f);
        Reject(f);
        f.Advance(10_000);
        Assert.Equal(ReasonCode.RejectStorm, f.Check(Gate, f.Buy()).Code);

        Assert.Equal(ReasonCode.None, f.CommandByTwo(CommandAction.ClearBreaker, ScopeKind.Venue, "paper", BreakerKind.RejectStorm));
        f.Command(CommandAction.Arm, ScopeKind.Venue, "paper");
        f.Quote();
        CapAssert.Passes(f.Check(Gate, f.Buy()));
        Reject(f);
        CapAssert.Passes(f.Check(Gate, f.Buy()));
        f.AssertReplays();
    }

    [Theory]
    [InlineData(-1, true)]
    [InlineData(0, false)]
    public void CountsWhatIsInTheWindow(long nanosPast, bool trips)
    {
        using var f = new PipelineFixture(new TestPolicy().With("strategies", "rejectsMax", "1"));
        Reject(f);
        f.AdvanceNanos(1_000 * PipelineFixture.Milli + nanosPast);
        f.Quote();
        Reject(f);

        Assert.Equal(trips, f.State.Breakers.IsLatched(BreakerKind.RejectStorm, ScopeKind.Strategy, 0));
    }

    [Theory]
    [InlineData(ReportKind.Canceled)]
    [InlineData(ReportKind.NotSent)]
    [InlineData(ReportKind.CancelRejected)]
    public void CountsOnlyOrdersTheVenueRefused(ReportKind kind)
    {
        using var f = new PipelineFixture(new TestPolicy().With("strategies", "rejectsMax", "1"));
        for (var i = 0; i < 3; i++)
        {
            f.Propose(f.Buy(1));
            f.Answer(f.Last.Decision.OrderId, kind);
        }

        CapAssert.Passes(f.Check(Gate, f.Buy()));
    }

    private static void Reject(PipelineFixture f, int strategy = 0)
    {
        f.Propose(f.Order(OrderSide.Buy, 1, 101, strategy));
        Assert.Equal(ReasonCode.None, f.Answer(f.Last.Decision.OrderId, ReportKind.Rejected));
    }
}
