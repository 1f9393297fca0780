using System.Security.Cryptography;
using Chronos.Core.Engine;
using Chronos.Core.Journal;
using Chronos.Core.Model;
using Chronos.Core.Quorum;

namespace Chronos.Core.Tests.Scenarios;

/// <summary>Votes from outside through the whole engine: who may cast them, who hears of what was decided, and what a restart leaves.</summary>
public class OutsideVoteTests
{
    private static readonly ApproverKey Officer = new("risk-officer", SHA256.HashData("risk-officer"u8));

    [Fact]
    public async Task AParkedProposalIsApprovedAndTheStrategyHearsOfIt()
    {
        using var f = Engine();
        var feed = f.Engine.OpenFeed(f.Policy.StrategyNamed("momentum"));
        var waiting = Park(f, 1);

        var parked = Assert.Single(f.Engine.Parked());
        Assert.Equal((waiting.Proposal, waiting.Sequence), (parked.Proposal, parked.Sequence));
        Assert.Equal((ReasonCode.QuorumShort, GateId.None), (parked.Reason, parked.Gate));
        Assert.Equal((waiting.DecidedAtNanos, waiting.Record.ExpiresAtNanos), (parked.SinceNanos, parked.UntilNanos));

        var held = await f.Engine.VoteAsync(Officer.Vote(parked.Proposal.Strategy, parked.Proposal.Id, parked.ContentHash, VoteKind.Object, 1));
        Assert.Equal(Verdict.Pending, held.Verdict);
        Assert.Equal(["risk-officer"], Assert.Single(f.Engine.Parked()).ObjectedBy);
        var final = await f.Engine.VoteAsync(Officer.Vote(parked.Proposal.Strategy, parked.Proposal.Id, parked.ContentHash, VoteKind.Approve, 2));
        f.Engine.WaitUntilIdle();

        Assert.Equal((Verdict.Approve, waiting.Proposal), (final.Verdict, final.Proposal));
        Assert.Empty(f.Engine.Parked());
        Assert.Equal([Verdict.Pending, Verdict.Pending, Verdict.Approve], Read(feed));
        Assert.Equal((1L, 1L, 1L), (f.Engine.Counters.Parked, f.Engine.Counters.Approved, f.Engine.Counters.Orders));
        Assert.Equal(Quantity.Parse("0.1").Units, f.Engine.State.Positions[0, 0].Position);
        Assert.True(f.Engine.Stop());
        Assert.Equal((null, 3L), (f.Replay(f.Keys).FirstDifference, f.Replay(f.Keys).Decisions));
    }

    [Fact]
    public async Task AVoteWithoutTheRightMacNeverEnters()
    {
        using var f = Engine();
        var parked = Park(f, 1);
        var hash = Assert.Single(f.Engine.Parked()).ContentHash;
        var events = f.Engine.Counters.Events;
        var good = Officer.Vote(parked.Proposal.Strategy, parked.Proposal.Id, hash, VoteKind.Approve, 1);
        var stolen = ApproverKey.New("risk-officer").Vote(parked.Proposal.Strategy, parked.Proposal.Id, hash, VoteKind.Approve, 1);
        var stranger = ApproverKey.New("stranger").Vote(parked.Proposal.Strategy, parked.Proposal.Id, hash, VoteKind.Approve, 1);

        foreach (var vote in new[] { stolen, stranger, default, good with { Kind = VoteKind.Veto } })
        {
            Assert.Equal(SubmitResult.Unauthorized, f.Engine.TryVote(in vote));
            var answer = await f.Engine.VoteAsync(in vote);
            Assert.Equal((Verdict.None, ReasonCode.VoteUnauthorized), (answer.Verdict, answer.Reason));
        }

        f.Engine.WaitUntilIdle();
        Assert.Equal(events, f.Engine.Counters.Events);
        Assert.Equal(SubmitResult.Accepted, f.Engine.TryVote(in good));
        f.Engine.WaitUntilIdle();
        Assert.Equal(1, f.Engine.Counters.Orders);
        Assert.Equal(ReasonCode.VoteReplayed, (await f.Engine.VoteAsync(in good)).Reason);
    }

    [Fact]
    public void TheStrategyHearsThatItsTimeIsUp()
    {
        using var f = Engine();
        var feed = f.Engine.OpenFeed(f.Policy.StrategyNamed("momentum"));
        Park(f, 1);
        Park(f, 2);
        f.Advance(59_999);
        f.Engine.TryTick();
        f.Engine.WaitUntilIdle();
        Assert.Equal(2, f.Engine.Parked().Count);

        f.Advance(1);
        f.Engine.Probe(f.Limit(3, OrderSide.Buy, "0.1", "87001"));
        Assert.Equal(2, f.Engine.Parked().Count);
        f.Engine.TryTick();
        f.Engine.WaitUntilIdle();

        Assert.Empty(f.Engine.Parked());
        Assert.Equal([Verdict.Pending, Verdict.Pending, Verdict.Block, Verdict.Block], Read(feed));
        Assert.Equal(2, f.Engine.Counters.BlockedBy(ReasonCode.PendingExpired));
        Assert.True(f.Engine.Stop());
        Assert.True(f.Replay(f.Keys).IsIdentical);
    }

    [Fact]
    public async Task ARestartEndsTheWaitingInTheJournal()
    {
        string root;
        Decision waiting;
        ulong hash;
        using (var first = Engine(keepDirectory: true))
        {
            root = first.Root;
            waiting = Park(first, 1);
            hash = Assert.Single(first.Engine.Parked()).ContentHash;
            Assert.True(first.Engine.Stop());
        }

        using var second = Engine(root);
        second.Engine.TryTick();
        second.Engine.WaitUntilIdle();

        Assert.Empty(second.Engine.Parked());
        Assert.Equal(1, second.Engine.Counters.BlockedBy(ReasonCode.PendingExpired));
        var vote = Officer.Vote(waiting.Proposal.Strategy, waiting.Proposal.Id, hash, VoteKind.Approve, 1);
        Assert.Equal(ReasonCode.VoteUnmatched, (await second.Engine.VoteAsync(in vote)).Reason);
        Assert.True(second.Engine.Stop());
        var report = second.Replay(second.Keys);
        Assert.Equal((null, 2), (report.FirstDifference, report.StateHashesConfirmed));
        Assert.Equal(1, KindsIn(second.DataDirectory).Count(k => k == EventKind.Expiry));
    }

    [Fact]
    public void AnApproverThePolicyDoesNotNameIsRefusedAtTheStart()
    {
        var error = Assert.Throws<ArgumentException>(() => new EngineFixture(setup => setup.Approvers = [ApproverKey.New("carol")]));

        Assert.Contains("Approvers['carol']: the policy's keys.approvers do not name 'carol'", error.Message);
    }

    private static EngineFixture Engine(string? directory = null, bool keepDirectory = false) => new(
        setup =>
        {
            setup.Policy = SamplePolicy.Load(
                ("\"approvalsMin\": 2", "\"approvalsMin\": 3"),
                ("\"shortfall\": \"Block\"", "\"shortfall\": \"Pending\""),
                ("\"touchPercentMax\": 500", "\"touchPercentMax\": 1"));
            setup.Approvers = [Officer];
        },
        directory,
        keepDirectory);

    private static Decision Park(EngineFixture f, ulong id)
    {
        if (id == 1)
        {
            f.Arm();
            f.Quote("BTCUSDT", "87000", "87001", "9", "9");
        }

        var decision = f.Propose(f.Limit(id, OrderSide.Buy, "0.1", "87001"));
        Assert.Equal((Verdict.Pending, ReasonCode.QuorumShort), (decision.Verdict, decision.Reason));
        return decision;
    }

    private static List<Verdict> Read(DecisionFeed feed)
    {
        var verdicts = new List<Verdict>();
        var decision = default(Decision);
        while (feed.TryRead(ref decision))
        {
            verdicts.Add(decision.Verdict);
        }

        return verdicts;
    }

    private static List<EventKind> KindsIn(string directory)
    {
        var kinds = new List<EventKind>();
        using var reader = JournalReader.Open(directory);
        while (reader.TryRead(out var record))
        {
            kinds.Add((EventKind)record.Type);
        }

        return kinds;
    }
}
