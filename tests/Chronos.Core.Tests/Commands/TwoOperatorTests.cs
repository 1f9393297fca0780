using Chronos.Core.Commands;
using Chronos.Core.Model;
using Chronos.Core.Tests.Pipeline;

namespace Chronos.Core.Tests.Commands;

/// <summary>What loosens is carried out when a second, different operator asks for the same in time, and once.</summary>
public class TwoOperatorTests
{
    private const long WaitMillis = CommandApprovals.WaitNanosMax / PipelineFixture.Milli;

    [Theory]
    [InlineData(WaitMillis, ReasonCode.None)]
    [InlineData(WaitMillis + 1, ReasonCode.CommandUnconfirmed)]
    public void TheSecondMustComeInTime(long millis, ReasonCode expected)
    {
        using var f = Killed();
        Ask(f);
        f.Advance(millis);

        Assert.Equal(expected, Confirm(f, f.LastKey));
        Assert.Equal(expected == ReasonCode.None ? TradingState.Active : TradingState.Killed, State(f));
        f.AssertReplays();
    }

    [Fact]
    public void OneOperatorIsNotTwo()
    {
        using var f = Killed();
        Ask(f);
        var first = f.LastKey;

        Assert.Equal(ReasonCode.CommandSameOperator, f.Command(CommandAction.Arm, by: "alice", confirms: first));
        Assert.Equal(ReasonCode.CommandAwaitsSecond, f.Command(CommandAction.Arm, by: "alice"));
        Assert.Equal(ReasonCode.CommandAwaitsSecond, f.Command(CommandAction.Arm, by: "bob"));
        Assert.Equal(TradingState.Killed, State(f));
        Assert.Equal(ReasonCode.None, Confirm(f, first));
    }

    [Fact]
    public void TheSecondMustAskForTheSame()
    {
        using var f = Killed();
        f.Command(CommandAction.Kill, ScopeKind.Strategy, "alpha");
        Ask(f);
        var first = f.LastKey;

        Assert.Equal(ReasonCode.CommandUnconfirmed, f.Command(CommandAction.Reduce, by: "bob", confirms: first));
        Assert.Equal(ReasonCode.CommandUnconfirmed, f.Command(CommandAction.Arm, ScopeKind.Strategy, "alpha", by: "bob", confirms: first));
        Assert.Equal(ReasonCode.CommandUnconfirmed, f.Command(CommandAction.Arm, by: "bob", confirms: first + 77));
        Assert.Equal(ReasonCode.CommandUnconfirmed, f.Command(CommandAction.Kill, by: "bob", confirms: first));
        Assert.Equal(TradingState.Killed, State(f));
    }

    [Fact]
    public void TheSecondMustNameTheSameBreakerAndTheSamePolicy()
    {
        using var f = new PipelineFixture();
        f.State.Breakers.Trip(BreakerKind.LossStreak, ScopeKind.Venue, 0);
        f.State.Breakers.Trip(BreakerKind.RejectStorm, ScopeKind.Venue, 0);
        f.Command(CommandAction.ClearBreaker, ScopeKind.Venue, "paper", breaker: BreakerKind.LossStreak);
        Assert.Equal(
            ReasonCode.CommandUnconfirmed,
            f.Command(CommandAction.ClearBreaker, ScopeKind.Venue, "paper", by: "bob", confirms: f.LastKey, breaker: BreakerKind.RejectStorm));

        f.Load(new TestPolicy { Version = 2, PositionMax = "350" }.Build(), "alice");
        Assert.Equal(ReasonCode.CommandUnconfirmed, f.Load(new TestPolicy { Version = 2, PositionMax = "400" }.Build(), "bob", f.LastKey));
        Assert.Equal(1u, f.State.Policy!.Version);
    }

    [Fact]
    public void OneConsentServesOnce()
    {
        using var f = Killed();
        Ask(f);
        var first = f.LastKey;
        f.Command(CommandAction.Arm, by: "carol");
        var other = f.LastKey;
        Assert.Equal(ReasonCode.None, Confirm(f, first));
        f.Command(CommandAction.Kill);

        Assert.Equal(ReasonCode.CommandUnconfirmed, Confirm(f, first));
        Assert.Equal(ReasonCode.CommandUnconfirmed, Confirm(f, other));
    }

    [Theory]
    [InlineData(CommandAction.Kill, ScopeKind.Strategy, "alpha", ReasonCode.CommandUnconfirmed)]
    [InlineData(CommandAction.Kill, ScopeKind.Strategy, "beta", ReasonCode.None)]
    [InlineData(CommandAction.CancelAll, ScopeKind.Strategy, "alpha", ReasonCode.None)]
    public void AStopWithdrawsWhatWaitsForItsScope(CommandAction action, ScopeKind scope, string name, ReasonCode expected)
    {
        using var f = new PipelineFixture();
        f.Command(CommandAction.Kill, ScopeKind.Strategy, "alpha");
        f.Command(CommandAction.Arm, ScopeKind.Strategy, "alpha");
        var first = f.LastKey;
        f.Command(action, scope, name);

        Assert.Equal(expected, f.Command(CommandAction.Arm, ScopeKind.Strategy, "alpha", by: "bob", confirms: first));
    }

    [Fact]
    public void WaitingSurvivesARestartAndIsPartOfTheState()
    {
        using var f = Killed();
        var before = f.Hash();
        Ask(f);
        Assert.NotEqual(before, f.Hash());
        var first = f.LastKey;
        f.StartRun();

        Assert.Equal(ReasonCode.None, Confirm(f, first));
        Assert.Equal(TradingState.Active, State(f));
        f.AssertReplays();
    }

    [Fact]
    public void OnlySoManyWaitAndAPlaceIsFreeAgainInTime()
    {
        using var f = Killed();
        for (var i = 0; i < CommandApprovals.Capacity; i++)
        {
            Ask(f);
        }

        Assert.Equal(ReasonCode.CommandApprovalsFull, f.Command(CommandAction.Arm));
        Assert.Equal(ReasonCode.None, f.Command(CommandAction.CancelAll));
        f.Advance(WaitMillis + 1);
        Ask(f);
        Assert.Equal(ReasonCode.None, Confirm(f, f.LastKey));
    }

    [Fact]
    public void AConfirmationIsHeldToWhatItConfirmsAlsoWhereOneOperatorWouldDo()
    {
        using var f = new PipelineFixture();

        Assert.Equal(ReasonCode.CommandUnconfirmed, f.Command(CommandAction.Reduce, by: "bob", confirms: 99));
        Assert.Equal(TradingState.Active, State(f));
    }

    [Theory]
    [InlineData(CommandAction.Halt, ReasonCode.None)]
    [InlineData(CommandAction.Arm, ReasonCode.CommandOperatorUnknown)]
    [InlineData(CommandAction.Kill, ReasonCode.CommandOperatorUnknown)]
    [InlineData(CommandAction.CancelAll, ReasonCode.CommandOperatorUnknown)]
    public void WhomThePolicyDoesNotNameMayOnlyHalt(CommandAction action, ReasonCode expected)
    {
        using var f = new PipelineFixture();

        Assert.Equal(expected, f.Command(action, by: "stranger"));
        f.AssertReplays();
    }

    [Fact]
    public void TheWaitingCommandIsNotRepeated()
    {
        using var f = Killed();
        Ask(f);

        Assert.Equal(ReasonCode.CommandDuplicate, f.Command(CommandAction.Arm, key: f.LastKey));
    }

    private static PipelineFixture Killed()
    {
        var f = new PipelineFixture();
        Assert.Equal(ReasonCode.None, f.Command(CommandAction.Kill));
        return f;
    }

    private static void Ask(PipelineFixture f) => Assert.Equal(ReasonCode.CommandAwaitsSecond, f.Command(CommandAction.Arm));

    private static ReasonCode Confirm(PipelineFixture f, ulong first) => f.Command(CommandAction.Arm, by: "bob", confirms: first);

    private static TradingState State(PipelineFixture f) => f.State.Trading[ScopeKind.Global, 0];
}
