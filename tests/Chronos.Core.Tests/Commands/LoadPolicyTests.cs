using System.Text;
using Chronos.Core.Commands;
using Chronos.Core.Model;
using Chronos.Core.Policies;
using Chronos.Core.Tests.Pipeline;

namespace Chronos.Core.Tests.Commands;

/// <summary>A policy comes into force by command alone once a run has begun, and takes nothing away that was counted.</summary>
public class LoadPolicyTests
{
    [Fact]
    public void KeepsPositionsReservationsCountersWindowsAndStates()
    {
        using var f = new PipelineFixture(new TestPolicy { MessagesMax = 3 });
        f.Hold(10);
        f.Work(f.Buy(5, price: 95));
        f.Command(CommandAction.Reduce, ScopeKind.Instrument, "BBB");
        f.State.Breakers.Trip(BreakerKind.LossStreak, ScopeKind.Strategy, 1);
        var proposal = f.Buy(1);
        f.Propose(proposal);

        Load(f, new TestPolicy { Version = 2, MessagesMax = 4, PositionMax = "20" });

        Assert.Equal((10 * PipelineFixture.One, 6 * PipelineFixture.One), (f.Position.Position, f.Position.WorkingBuys));
        Assert.Equal(TradingState.Reducing, f.State.Trading[ScopeKind.Instrument, 1]);
        Assert.True(f.State.Breakers.IsLatched(BreakerKind.LossStreak, ScopeKind.Strategy, 1));
        Assert.Equal(ReasonCode.DuplicateProposal, f.Propose(proposal).Decision.Reason);
        Assert.Equal(ReasonCode.PositionLimit, f.Propose(f.Buy(5)).Decision.Reason);
        Assert.Equal(2u, f.Last.Decision.PolicyVersion);
        Assert.Equal(ReasonCode.MessageRate, f.Propose(f.Buy(1)).Decision.Reason);
    }

    [Fact]
    public void ReplaysWithTheCommandBesideThePolicy()
    {
        using var f = new PipelineFixture();
        f.Propose(f.Buy(1));
        Load(f, new TestPolicy { Version = 2, OrderQuantityMax = "7" });
        Assert.Equal(ReasonCode.MaxOrderQuantity, f.Propose(f.Buy(8)).Decision.Reason);

        f.AssertReplays();
    }

    [Fact]
    public void WaitsUnderTheOldPolicyUntilConfirmed()
    {
        using var f = new PipelineFixture();
        Assert.Equal(ReasonCode.CommandAwaitsSecond, f.Load(new TestPolicy { Version = 2, OrderQuantityMax = "7", PositionMax = "400" }.Build(), "alice"));

        Assert.Equal(Verdict.Approve, f.Propose(f.Buy(8)).Decision.Verdict);
        Assert.Equal(1u, f.Last.Decision.PolicyVersion);
        f.AssertReplays();
    }

    [Theory]
    [InlineData("7", ReasonCode.None)]
    [InlineData("300", ReasonCode.CommandAwaitsSecond)]
    public void OneOperatorIsEnoughWhereNothingLoosens(string quantityMax, ReasonCode expected)
    {
        using var f = new PipelineFixture();

        Assert.Equal(expected, f.Load(new TestPolicy { Version = 2, OrderQuantityMax = quantityMax, MandateQuantityMax = quantityMax }.Build(), "alice"));
        Assert.Equal(expected == ReasonCode.None ? 2u : 1u, f.State.Policy!.Version);
        f.AssertReplays();
    }

    [Fact]
    public void TheCommandMustNameThePolicyThatCameWithIt()
    {
        using var f = new PipelineFixture();
        var named = new TestPolicy { Version = 2 }.Build();
        var brought = new TestPolicy { Version = 2, PositionMax = "100000" }.Build();

        Assert.Equal(ReasonCode.CommandInvalid, f.Load(brought, OperatorCommand.Create(CommandAction.LoadPolicy, "alice", "test", 70).Loading(named)));
        Assert.Equal(ReasonCode.CommandInvalid, f.Load(brought, OperatorCommand.Create(CommandAction.LoadPolicy, "alice", "test", 71)));
        Assert.Equal(ReasonCode.CommandInvalid, f.Load(brought, OperatorCommand.Create(CommandAction.Halt, "alice", "test", 72)));
        f.AssertReplays();
    }

    [Theory]
    [InlineData(1, 64, ReasonCode.PolicyRefused)]
    [InlineData(2, 65, ReasonCode.PolicyRefused)]
    [InlineData(2, 64, ReasonCode.None)]
    [InlineData(2, 1, ReasonCode.None)]
    public void RefusesWhatDoesNotFollowOrNeedsANewRun(uint version, int window, ReasonCode expected)
    {
        using var f = new PipelineFixture();

        Assert.Equal(expected, f.Load(new TestPolicy { Version = version, UnansweredOrdersMax = window }.Build(), "alice"));
        Assert.Equal(expected == ReasonCode.None ? 2u : 1u, f.State.Policy!.Version);
    }

    [Fact]
    public void TheStageStaysWhileRunning()
    {
        using var f = new PipelineFixture();

        Assert.Equal(
            ReasonCode.PolicyRefused, f.Load(new TestPolicy { Version = 2 }.With("", "stage", "\"Alpha\"").Build(), "alice"));
    }

    [Fact]
    public void RefusesAnotherInstrumentWhileRunningAndTakesItAtAStart()
    {
        using var f = new PipelineFixture();
        var wider = WithInstrument(new TestPolicy { Version = 2 }.Build());

        Assert.Equal(ReasonCode.PolicyRefused, f.Load(wider, "alice"));
        Assert.Equal(ReasonCode.None, f.Load(wider));
        Assert.Equal(3, f.State.Policy!.InstrumentCount);
        f.AssertReplays();
    }

    [Fact]
    public void AStrategyCanBeAddedWhileRunning()
    {
        using var f = new PipelineFixture();
        f.State.Breakers.Trip(BreakerKind.LossStreak, ScopeKind.Strategy, 1);
        var policy = WithStrategy(new TestPolicy { Version = 2 }.Build());

        Load(f, policy);

        Assert.Equal(Verdict.Approve, f.Propose(f.Order(OrderSide.Buy, 1, 101, strategy: 2)).Decision.Verdict);
        Assert.Equal(ReasonCode.None, f.Command(CommandAction.Kill, ScopeKind.Strategy, "gamma"));
        Assert.True(f.State.Breakers.IsLatched(BreakerKind.LossStreak, ScopeKind.Strategy, 1));
        Assert.False(f.State.Breakers.IsAnyLatched(ScopeKind.Strategy, 2));
    }

    [Fact]
    public void AnOlderConsentDoesNotLoadAPolicyTwice()
    {
        using var f = new PipelineFixture();
        var second = new TestPolicy { Version = 2, PositionMax = "400" }.Build();
        f.Load(second, "alice");
        var first = f.LastKey;
        Assert.Equal(ReasonCode.None, f.Load(second, "bob", first));

        Assert.Equal(ReasonCode.PolicyRefused, f.Load(second, "bob", first));
    }

    private static void Load(PipelineFixture f, TestPolicy terms) => Load(f, terms.Build());

    private static void Load(PipelineFixture f, Policy policy)
    {
        if (f.Load(policy, "alice") == ReasonCode.CommandAwaitsSecond)
        {
            Assert.Equal(ReasonCode.None, f.Load(policy, "bob", f.LastKey));
        }

        Assert.Equal(policy.Version, f.State.Policy!.Version);
    }

    private static Policy WithInstrument(Policy policy) => Edited(policy, text => Twice(text, "symbol", "BBB", "CCC", "asset"));

    /// <summary>The same policy with a strategy gamma that may do what beta may.</summary>
    internal static Policy WithStrategy(Policy policy) =>
        Edited(policy, text => Twice(Twice(text, "name", "beta", "gamma", "strategy"), "strategy", "beta", "gamma", "instrument"));

    /// <summary>
    /// Copies the flat object that begins with a key of a value under another value, and the allocation that names the
    /// value under <paramref name="allocated"/>, should there be one.
    /// </summary>
    private static string Twice(string text, string key, string value, string other, string allocated)
    {
        text = Copy(text, text.IndexOf($"\"{key}\": \"{value}\"", StringComparison.Ordinal), value, other);
        var allocation = text.IndexOf($"\"account\": \"main\",\n  \"{allocated}\": \"{value}\"", StringComparison.Ordinal);
        return allocation < 0 ? text : Copy(text, allocation, value, other);
    }

    private static string Copy(string text, int inside, string value, string other)
    {
        var start = text.LastIndexOf('{', inside);
        var end = text.IndexOf('}', inside) + 1;
        return text[..end] + ", " + text[start..end].Replace(value, other, StringComparison.Ordinal) + text[end..];
    }

    private static Policy Edited(Policy policy, Func<string, string> edit) =>
        PolicyFile.ParseRecorded(Encoding.UTF8.GetBytes(edit(Encoding.UTF8.GetString(policy.Source))));
}
