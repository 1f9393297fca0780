using Chronos.Core.Journal;
using Chronos.Core.Model;
using Chronos.Core.Policies;
using Chronos.Core.Replay;
using Chronos.Core.Tests.Pipeline;

namespace Chronos.Core.Tests.Replay;

public class WhatIfTests
{
    /// <summary>The books of the what-if are kept apart from those of the replay and fed otherwise; the same policy must decide the same on them.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public void TheSamePolicyDecidesTheSame(int seed)
    {
        using var f = new PipelineFixture();
        new RandomEvents(f, seed, new TestPolicy()).Run(3_000, _ => { });

        var report = Try(f, new TestPolicy().Build(), UntilTheSecondPolicy(f));

        Assert.True(report.Recorded.IsIdentical, report.Recorded.FirstDifference);
        Assert.Empty(report.Flips);
        Assert.True(report.Proposals > 0);
    }

    /// <summary>A policy that is tighter in all it says lets no single proposal more through than was recorded, whatever the books are.</summary>
    [Theory]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    public void ATighterPolicyLetsNothingMoreThrough(int seed)
    {
        using var f = new PipelineFixture();
        new RandomEvents(f, seed, new TestPolicy()).Run(3_000, _ => { });

        var report = Try(f, new TestPolicy { PositionMax = "40", ConfidenceMin = "0.9", OrderNotionalMax = "2000", StrategyNotionalMax = "2000" }.Build(), UntilTheSecondPolicy(f));

        Assert.DoesNotContain(report.Flips, flip => flip.LetsMoreThrough);
    }

    [Fact]
    public void TellsWhatWouldHaveBeenBlockedAndKeepsWhatHappened()
    {
        using var f = new PipelineFixture();
        var order = f.Work(f.Buy(100));
        f.Fill(order, OrderSide.Buy, 100, 101);
        f.TellAll();
        f.Work(f.Sell(100));

        var report = Try(f, new TestPolicy { PositionMax = "99" }.Build());

        // The position of the order that would have been blocked is there all the same: the sale that closes it stays a reduction.
        var flip = Assert.Single(report.Flips);
        Assert.Equal(2, report.Proposals);
        Assert.Equal(Verdict.Approve, flip.Recorded.Verdict);
        Assert.Equal((Verdict.Block, GateId.PositionLimit), (flip.Decision.Verdict, flip.Decision.Record.BindingGate));
        Assert.Equal(Notional.Parse("10100"), flip.Notional);
        Assert.False(flip.LetsMoreThrough);
        Assert.Equal(new WhatIfUnknown(FillsOfHeldBack: 1, OrdersNeverSent: 0, DecidedAfterFlip: 1), report.Unknown);
    }

    [Fact]
    public void TellsWhatWouldHavePassed()
    {
        using var f = new PipelineFixture(new TestPolicy { PositionMax = "60" });
        f.Propose(f.Buy(100) with { Flags = ProposalFlags.AllowResize });

        var flip = Assert.Single(Try(f, new TestPolicy { PositionMax = "80" }.Build()).Flips);

        Assert.Equal(Quantity.Parse("60"), flip.Recorded.PermittedQuantity);
        Assert.Equal(Quantity.Parse("80"), flip.Decision.PermittedQuantity);
        Assert.Equal(Notional.Parse("2020"), flip.Notional);
        Assert.True(flip.LetsMoreThrough);
    }

    [Fact]
    public void ABreakerOfTheOtherPolicyStopsWhatCameAfter()
    {
        using var f = new PipelineFixture();
        f.Hold(100, price: 105);
        f.Propose(f.Buy(1));

        var flip = Assert.Single(Try(f, new TestPolicy { DailyLossMax = "100" }.Build()).Flips);

        Assert.Equal(ReasonCode.TradingState, flip.Decision.Reason);
    }

    [Fact]
    public void OrdersOfAMandateTheOtherPolicyLacksAreBookedWhereTheyWere()
    {
        using var f = new PipelineFixture();
        var order = f.Work(f.Order(OrderSide.Buy, 10, 101, strategy: 1));
        f.Fill(order, OrderSide.Buy, 10, 101);
        f.Propose(f.Sell(10) with { Flags = ProposalFlags.ReduceOnly });
        var text = new PolicyText(new TestPolicy().Build().Source);
        var without = PolicyFile.ParseRecorded(text.Without(text.Root.Children.Find(c => c.Key == "mandates")!.Children[2]));

        var flip = Assert.Single(Try(f, without).Flips);

        Assert.Equal(ReasonCode.Mandate, flip.Decision.Reason);
    }

    [Fact]
    public void AnotherPolicyInTheJournalDoesNotEndTheWhatIf()
    {
        using var f = new PipelineFixture();
        f.Propose(f.Buy(50));
        f.Load(new TestPolicy { Version = 2, PositionMax = "200" }.Build());
        f.Propose(f.Buy(50));

        Assert.Equal(2, Try(f, new TestPolicy { PositionMax = "10" }.Build()).Flips.Count);
    }

    [Fact]
    public void RefusesAPolicyThatNamesThingsOtherwise()
    {
        using var f = new PipelineFixture();
        var other = new TestPolicy().With("accounts", "name", "\"side\"").With("mandates", "account", "\"side\"").With("allocations", "account", "\"side\"");

        var refused = Assert.Throws<PolicyException>(() => Try(f, other.Build()));

        Assert.Contains("accounts[0] must stay 'main'", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void RefusesAPolicyThatDoesNotKnowWhoVoted()
    {
        using var f = new PipelineFixture();

        var refused = Assert.Throws<PolicyException>(() => Try(f, new TestPolicy().With("keys", "approvers", "[]").Build()));

        Assert.Contains("approver 'voter' is missing", refused.Message, StringComparison.Ordinal);
    }

    private static int UntilTheSecondPolicy(PipelineFixture f)
    {
        var changes = f.Journal.Records.Select((r, i) => (r, i)).Where(r => r.r.Kind == EventKind.PolicyChange).Select(r => r.i).ToList();
        return changes.Count > 1 ? changes[1] : f.Journal.Records.Count;
    }

    private static WhatIfReport Try(PipelineFixture f, Policy policy, int records = int.MaxValue)
    {
        using var whatIf = new WhatIf(policy);
        foreach (var record in f.Journal.Records.Take(records))
        {
            var header = new JournalRecord { Sequence = record.Sequence, TimeNanos = record.TimeNanos, Type = (ushort)record.Kind };
            whatIf.Take(new RecordView(in header, record.Payload, default!, "", 0));
        }

        return whatIf.Report();
    }
}
