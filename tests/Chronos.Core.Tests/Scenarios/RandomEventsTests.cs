using Chronos.Core.Books;
using Chronos.Core.Journal;
using Chronos.Core.Model;
using Chronos.Core.Tests.Books;
using Chronos.Core.Tests.Pipeline;

namespace Chronos.Core.Tests.Scenarios;

/// <summary>Events of every kind, true and false, in random order: what must always hold holds, and all of it replays.</summary>
public class RandomEventsTests
{
    private static readonly TestPolicy MarketLimits = new TestPolicy()
        .With("limits", "collarLastBps", "500").With("limits", "volumePercentMax", "200").With("limits", "driftBpsMax", "1000")
        .With("limits", "collarPassiveTicks", "8").With("limits", "clockSkewMillisMax", "100").With("limits", "spreadBpsMax", "600")
        .With("latency", "decisionP99MicrosMax", "1900").With("latency", "acknowledgementP99MillisMax", "200")
        .With("latency", "samplesMin", "20").With("instruments", "quoteJumpBpsMax", "600").With("instruments", "quoteGoodMin", "2");

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, false)]
    [InlineData(3, false)]
    [InlineData(4, false)]
    [InlineData(5, true)]
    [InlineData(6, true)]
    public void InvariantsHoldAndTheJournalReplays(int seed, bool waits)
    {
        var policy = waits ? ParkedCase.Policy with { DisplayedSizePercentMax = 10, PendingMillisMax = 2_000 }
            : seed % 2 == 0 ? new TestPolicy() : MarketLimits;
        using var f = new PipelineFixture(policy);
        var events = 0;
        new RandomEvents(f, seed, policy).Run(10_000, fixture =>
        {
            AssertDecision(fixture);
            if (++events % 10 == 0)
            {
                AssertBooks(fixture);
                AssertSweeps(fixture);
            }
        });

        Assert.True(f.Outbound.Orders.Count > 20, $"{f.Outbound.Orders.Count} orders");
        var (released, refused) = (Decided(f, EventKind.Vote, Verdict.Approve), Decided(f, EventKind.Vote, Verdict.Block));
        Assert.Equal(waits, f.Expired.Decision.Reason == ReasonCode.PendingExpired);
        Assert.True(waits ? released > 3 && refused > 3 : released + refused == 0, $"{released} released, {refused} refused");
        Assert.True(f.State.Sweeps.Read().Count(r => r.Orders > 0) > 1, "sweeps with orders");
        Assert.Contains(f.Outbound.Orders, o => o.Terms.Type == OrderType.StopMarket);
        Assert.NotEmpty(f.Outbound.Cancels);
        f.AssertReplays();
    }

    /// <summary>The counts of the sweeps against the orders themselves, counted one by one.</summary>
    private static void AssertSweeps(PipelineFixture f)
    {
        var wanted = new List<OrderEntry>();
        f.State.Orders.ForEach(order =>
        {
            if (order.CancelWanted)
            {
                wanted.Add(order);
            }
        });
        Assert.Equal(wanted.Count, f.State.Orders.WantedCount);
        Assert.InRange(f.State.Orders.PendingCancelsAt(0), 0, f.Policy.Venues[0].UnansweredOrdersMax);
        foreach (var report in f.State.Sweeps.Read())
        {
            var remaining = wanted.Count(o => !o.IsProtective && o.DecidedAt < report.Sequence && o.IsIn(report.Scope, report.ScopeIndex));
            Assert.Equal((remaining, remaining == 0), (report.Remaining, report.QuietAtNanos != 0));
        }
    }

    private static int Decided(PipelineFixture f, EventKind kind, Verdict verdict) =>
        f.Journal.Records.Count(r => r.Kind == kind && RecordPayload.ReadDecision(r.Payload, kind).Verdict == verdict);

    private static void AssertDecision(PipelineFixture f)
    {
        ref readonly var e = ref f.Last;
        if (e.FrameType != Chronos.Core.Decode.FrameType.Proposal)
        {
            return;
        }

        ref readonly var d = ref e.Decision;
        Assert.InRange(d.PermittedQuantity.Units, 0, Math.Max(0, e.Proposal.Quantity.Units));
        Assert.Equal(d.Verdict is Verdict.Block or Verdict.Pending, d.PermittedQuantity.IsZero);
        Assert.Equal(d.Verdict == Verdict.Pending, !d.Passes && d.ExpiresAtNanos != 0);
        Assert.Equal(d.Verdict == Verdict.Approve, e.ObjectionCount == 0);
        Assert.Equal(d.Passes && (e.Flags & EventFlags.Probe) == 0, d.OrderId.Value != 0);
        if (d.Passes)
        {
            Assert.True(d.WorstPrice.Units > 0);
        }
    }

    private static void AssertBooks(PipelineFixture f)
    {
        BookInvariants.Assert(f.State);
        ref readonly var account = ref f.State.Positions.Account(0);
        Assert.Equal(account.Gross, f.State.Positions[0, 0].Exposure + f.State.Positions[0, 1].Exposure);
        Assert.Equal(account.Open, f.State.Positions[0, 0].Open + f.State.Positions[0, 1].Open);
        Assert.Equal(account.Realised, f.State.Positions[0, 0].Realised + f.State.Positions[0, 1].Realised);
        Assert.True(f.State.Risk.TryDayLoss(0, out var loss));
        Assert.Equal(account.DayLoss.Units, loss);
        Assert.Equal(f.State.Positions[0, 0].Position, f.State.Risk.Net(0, 0));
        Assert.Equal(f.State.Positions[0, 1].Position, f.State.Risk.Net(0, 1));
        ReductionBookTests.AssertRule(f);
    }
}
