using System.Security.Cryptography;
using System.Text;
using Chronos.Core.Commands;
using Chronos.Core.Model;
using Chronos.Core.Policies;
using Chronos.Core.Tests.Commands;
using Chronos.Core.Tests.Pipeline;

namespace Chronos.Core.Tests.Scenarios;

/// <summary>Who may command a running engine: anybody halts, everything else carries an operator's MAC.</summary>
public class CommandAuthorityTests
{
    [Fact]
    public async Task AnybodyMayHaltAndNobodyElseMoves()
    {
        using var fixture = new EngineFixture();
        fixture.Arm();
        var stranger = SHA256.HashData("stranger"u8);
        var policy = Raised(fixture.Policy);
        var before = fixture.Engine.Counters.LastSequence;
        foreach (var action in Enum.GetValues<CommandAction>().Where(a => a != CommandAction.Halt))
        {
            var command = OperatorCommand.Create(action, "alice", "test", 70 + (ulong)action).SignedWith(stranger);
            Assert.Equal(ReasonCode.CommandUnauthorized, await fixture.Engine.CommandAsync(command));
        }

        var load = OperatorCommand.Create(CommandAction.LoadPolicy, "alice", "test", 90).Loading(policy).SignedWith(stranger);
        Assert.Equal(ReasonCode.CommandUnauthorized, await fixture.Engine.LoadPolicyAsync(load, policy));
        var flatten = OperatorCommand.Create(CommandAction.Flatten, "alice", "test", 91);
        Assert.Equal(ReasonCode.CommandUnauthorized, (await fixture.Engine.FlattenAsync(flatten)).Outcome);
        Assert.Equal(before, fixture.Engine.Counters.LastSequence);

        Assert.Equal(ReasonCode.None, await fixture.Engine.CommandAsync(OperatorCommand.Create(CommandAction.Halt, "anybody", "test", 92)));
        Assert.Equal(TradingState.Halted, fixture.Engine.TradingState);
    }

    [Fact]
    public void APolicyLoadedWhileRunningRulesAndSurvivesTheRun()
    {
        string root;
        Policy next;
        using (var first = new EngineFixture(keepDirectory: true))
        {
            root = first.Root;
            first.Arm();
            first.Quote("BTCUSDT", "87000", "87001");
            first.Propose(first.Limit(1, OrderSide.Buy, "0.1", "87001"));
            next = Raised(first.Policy);

            Assert.Null(first.Engine.ObjectionTo(next));
            Assert.Equal(ReasonCode.None, first.Load(next));

            Assert.Equal(2u, first.Engine.Policy.Version);
            var decision = first.Propose(first.Limit(2, OrderSide.Buy, "0.1", "87001"));
            Assert.Equal((ReasonCode.MaxOrderQuantity, 2u), (decision.Reason, decision.Record.PolicyVersion));
            Assert.Equal(Quantity.Parse("0.1").Units, first.Engine.State.Positions[0, 0].Position);
            Assert.True(first.Engine.Stop());
            Assert.True(first.Replay(first.Keys).IsIdentical);
        }

        var refused = Assert.Throws<Chronos.Core.Journal.JournalRefusedException>(() => new EngineFixture(directory: root, keepDirectory: true));
        Assert.Contains("does not follow version 2", refused.Message, StringComparison.Ordinal);
        using var second = new EngineFixture(setup => setup.Policy = next, directory: root);
        Assert.Equal(2u, second.Engine.Policy.Version);
    }

    [Fact]
    public void AStrategyAddedWhileRunningTradesAndHasItsFeed()
    {
        using var fixture = new EngineFixture(setup => setup.Policy = new TestPolicy().Build());
        fixture.Arm();
        Assert.Equal(
            ReasonCode.None, fixture.Load(LoadPolicyTests.WithStrategy(new TestPolicy { Version = 2 }.Build())));
        fixture.Quote("AAA", "99", "101");
        var feed = fixture.Engine.OpenFeed(new StrategyId(2));

        var decision = fixture.Propose(fixture.Limit(1, OrderSide.Buy, "1", "101", "AAA", "beta") with { Strategy = new StrategyId(2) });

        var told = default(Decision);
        Assert.Equal((Verdict.Approve, true), (decision.Verdict, feed.TryRead(ref told)));
        Assert.Equal(Quantity.Parse("1").Units, fixture.Engine.State.Positions[0, 0].Position);
        Assert.True(fixture.Engine.Stop());
        Assert.True(fixture.Replay(fixture.Keys).IsIdentical);
    }

    [Fact]
    public async Task WhatWasSealedUnderThePolicyBeforeAndHasNotLeftDoesNotLeave()
    {
        using var venue = new BlockingVenue();
        using var fixture = new EngineFixture(setup => setup.Venue = venue);
        fixture.Arm();
        fixture.Quote("BTCUSDT", "87000", "87001");
        var first = await fixture.Engine.ProposeAsync(fixture.Limit(1, OrderSide.Buy, "0.01", "87001"));
        Assert.True(venue.Entered.Wait(TimeSpan.FromSeconds(30)));
        var second = await fixture.Engine.ProposeAsync(fixture.Limit(2, OrderSide.Buy, "0.01", "87001"));

        Assert.Equal(ReasonCode.None, fixture.Load(Raised(fixture.Policy)));
        venue.Release.Set();
        fixture.Engine.WaitUntilIdle();

        Assert.Equal((Verdict.Approve, 0), (second.Verdict, fixture.Engine.State.Orders.Count));
        Assert.Equal([first.OrderId], venue.Sent);
    }

    [Fact]
    public void OperatorsWithOneKeyAreRefused()
    {
        var key = SHA256.HashData("one"u8);
        using var keys = EngineFixture.NewKeys();
        var options = new ChronosOptions
        {
            Policy = SamplePolicy.Load(),
            Keys = keys,
            Journal = new Chronos.Core.Journal.JournalOptions { DataDirectory = Path.GetTempPath() },
            Venues = [new Chronos.Core.Venues.PaperVenue(new Chronos.Core.Venues.PaperVenueOptions { Name = "paper" })],
            Operators = new Dictionary<string, ReadOnlyMemory<byte>> { ["alice"] = key, ["bob"] = (byte[])key.Clone() },
        };

        var refused = Assert.Throws<ArgumentException>(() => new ChronosEngine(options));

        Assert.Contains("the same key", refused.Message, StringComparison.Ordinal);
    }

    /// <summary>The policy with a higher version and smaller orders of BTC.</summary>
    private static Policy Raised(Policy policy) => PolicyFile.ParseRecorded(Encoding.UTF8.GetBytes(
        Encoding.UTF8.GetString(policy.Source)
            .Replace("\"version\": 1", "\"version\": 2", StringComparison.Ordinal)
            .Replace("\"orderQuantityMax\": \"0.25\"", "\"orderQuantityMax\": \"0.05\"", StringComparison.Ordinal)));
}
