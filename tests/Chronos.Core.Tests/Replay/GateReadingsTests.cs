using Chronos.Core.Books;
using Chronos.Core.Gates;
using Chronos.Core.Model;
using Chronos.Core.Replay;
using Chronos.Core.Replay.Readings;
using Chronos.Core.Routing;
using Chronos.Core.Tests.Gates;
using Chronos.Core.Tests.Pipeline;

namespace Chronos.Core.Tests.Replay;

/// <summary>The figures read of gates that pass are those the gates tell when they object.</summary>
public class GateReadingsTests
{
    /// <summary>Gates that compare no sizes, or cannot say them while they pass.</summary>
    private static readonly GateId[] WithoutFigures =
    [
        GateId.Mandate, GateId.InstrumentTradable, GateId.Denial, GateId.DuplicateProposal, GateId.ProposalSequence,
        GateId.TradingSession, GateId.Blackout, GateId.SameContent,
    ];

    /// <summary>Limits that bind after a little random trading.</summary>
    private static readonly TestPolicy Narrow = new TestPolicy { PositionMax = "120", GrossExposureMax = "20000", OrderNotionalMax = "5000", StrategyNotionalMax = "4000" }
        .With("accounts", "netExposureMax", "\"9000\"").With("accounts", "concentrationMax", "\"0.1\"").With("accounts", "herfindahlMax", "\"0.02\"")
        .With("accounts", "feeBpsMax", "10").With("accounts", "oneSidednessMax", "\"0.7\"")
        .With("accounts", "openPositionsMax", "1").With("accounts", "weeklyLossMax", "\"500\"").With("accounts", "drawdownMax", "\"0.01\"")
        .With("instruments", "initialMargin", "\"0.5\"").With("groups", "grossExposureMax", "\"9000\"").With("allocations", "exposureMax", "\"8000\"")
        .With("limits", "spreadBpsMax", "150").With("limits", "driftBpsMax", "300").With("limits", "touchNotionalMin", "\"2000\"")
        .With("limits", "riskPerTradeMax", "\"0.0001\"").With("limits", "stopDistanceBpsMin", "50").With("limits", "collarPassiveBps", "300")
        .With("limits", "volumePercentMax", "50").With("limits", "depthPercentMax", "60").With("limits", "collarLastBps", "200");

    /// <summary>In the worked example of each gate, where it objects, both say the same.</summary>
    [Fact]
    public void AGaugeShowsWhatTheObjectingGateTells()
    {
        var shown = new HashSet<GateId>();
        foreach (var row in GatePage.Rows)
        {
            using var f = new PipelineFixture(row.Policy);
            row.Prepare(f);
            var proposal = row.Proposal(f);
            var reading = Read(f, in proposal).Single(r => r.Gate == row.Gate.Id);

            Assert.NotEqual(GateOutcome.Passes, reading.Outcome);
            var gauge = GaugeOf(f, row.Gate.Id, in proposal);
            if (gauge.Code == reading.Gauge.Code)
            {
                Assert.Equal((row.Gate.Id, reading.Gauge.Observed, reading.Gauge.Limit), (row.Gate.Id, gauge.Observed, gauge.Limit));
                shown.Add(row.Gate.Id);
            }
        }

        Assert.Empty(Enum.GetValues<GateId>().Where(g => g != GateId.None).Except(shown).Except(WithoutFigures).Except([GateId.MarketStatus, GateId.QuoteQuarantine, GateId.ReplacedOrder]));
    }

    /// <summary>
    /// After any trading, of every proposal: what objects is what was recorded, figures agree where both tell them, a gate that
    /// passes has headroom and one that objects by its usual reason has none, unless a breaker holds it.
    /// </summary>
    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    [InlineData(3, true)]
    [InlineData(4, false)]
    [InlineData(5, true)]
    public void ReadingsAgreeWithTheDecisions(int seed, bool narrow) => AssertReadings(narrow ? Narrow : new TestPolicy(), seed, votesMin: 0);

    /// <summary>The same where approvers often object, proposals wait, and votes from outside decide them again.</summary>
    [Theory]
    [InlineData(6)]
    [InlineData(7)]
    public void ReadingsAgreeWithVotesAndWaiting(int seed) =>
        AssertReadings(ParkedCase.Policy with { DisplayedSizePercentMax = 10, PendingMillisMax = 2_000, GrossExposureMax = "9000" }, seed, votesMin: 20);

    private static void AssertReadings(TestPolicy policy, int seed, int votesMin)
    {
        using var f = new PipelineFixture(policy);
        new RandomEvents(f, seed, policy).Run(4_000, _ => { });
        var witness = new Comparison();
        using var replayer = new Replayer(null, witness, new NullOutbound());

        f.Journal.ReplayInto(replayer);

        Assert.True(replayer.Report().IsIdentical, replayer.Report().FirstDifference);
        Assert.True(witness.Compared > 200, $"{witness.Compared} compared");
        Assert.True(witness.Voted >= votesMin, $"{witness.Voted} votes compared");
    }

    [Fact]
    public void ATenthIsNear()
    {
        var limit = Gauge.AtMost(ReasonCode.MaxOrderQuantity, 0, 1_000);

        Assert.False((limit with { Observed = 900 }).IsNear);
        Assert.True((limit with { Observed = 901 }).IsNear);
        Assert.True((limit with { Observed = 1_000 }).IsNear);
        Assert.False((limit with { Observed = 1_001 }).IsNear);
        Assert.Equal(-1, (limit with { Observed = 1_001 }).Headroom);
    }

    [Fact]
    public void APriceIsNearByItsDistanceFromTheTouch()
    {
        var collar = Gauge.AtMost(ReasonCode.PriceCollar, 0, 110, origin: 100);

        Assert.False((collar with { Observed = 109 }).IsNear);
        Assert.True((collar with { Observed = 110 }).IsNear);
        Assert.False(Gauge.AtMost(ReasonCode.PriceCollar, 110, 110, origin: 110).IsNear);
    }

    private static GateReading[] Read(PipelineFixture f, in Proposal proposal)
    {
        var e = Question(f, in proposal);
        return new GateReadings().Of(new GateContext(ref e, f.State), f.State);
    }

    private static Gauge GaugeOf(PipelineFixture f, GateId gate, in Proposal proposal)
    {
        var e = Question(f, in proposal);
        return GateReadings.GaugeOf(gate, new GateContext(ref e, f.State), f.State);
    }

    private static EngineEvent Question(PipelineFixture f, in Proposal proposal) => new()
    {
        Proposal = proposal,
        TimeNanos = f.Now,
        ContentHash = PipelineFixture.ContentHashOf(in proposal),
    };

    /// <summary>Reads every decision and holds it against the gates.</summary>
    private sealed class Comparison : IDecisionWitness
    {
        private readonly DecisionReader _reader = new() { WithFigures = _ => true };

        public int Compared { get; private set; }

        public int Voted { get; private set; }

        public void OnDecided(ref EngineEvent e, EngineState state)
        {
            _reader.OnDecided(ref e, state);
            if (_reader.Last is not { Gates.Count: > 0 } reading)
            {
                return;
            }

            var objecting = default(GateMask);
            foreach (var gate in reading.Gates)
            {
                if (gate.Outcome is GateOutcome.Objects or GateOutcome.Overruled)
                {
                    objecting.Add(gate.Gate);
                }

                var context = new GateContext(ref e, state);
                AssertAgrees(in gate, GateReadings.GaugeOf(gate.Gate, in context, state), state.Breakers.IsAny);
            }

            Assert.Equal(e.Decision.Objections, objecting);
            foreach (var vote in reading.Votes)
            {
                AssertAgrees(vote);
            }
        }

        private void AssertAgrees(in GateReading reading, Gauge gauge, bool breakers)
        {
            if (reading.Outcome == GateOutcome.Passes)
            {
                Assert.True(gauge.Headroom is null || gauge.Headroom >= 0, $"{reading.Gate} passes at {gauge}");
            }
            else if (reading.Gauge.Code == gauge.Code && reading.Gauge.IsKnown)
            {
                Compared++;
                Assert.True(breakers || gauge.Headroom is null || gauge.Headroom < 0, $"{reading.Gate} objects at {gauge}");
                Assert.True(
                    (reading.Gauge.Observed, reading.Gauge.Limit) == (gauge.Observed, gauge.Limit) || breakers,
                    $"{reading.Gate}: {reading.Gauge} and {gauge}");
            }
        }

        private void AssertAgrees(VoteReading vote)
        {
            if (vote.Vote.Kind is VoteKind.Approve || vote.Gauges.All(g => g.Code != vote.Vote.Reason))
            {
                return;
            }

            var gauge = vote.Gauges.Single(g => g.Code == vote.Vote.Reason);
            Voted++;
            Assert.Equal((vote.Approver, vote.Vote.Observed), (vote.Approver, gauge.Observed));
            Assert.True(gauge.Headroom < 0, $"{vote.Approver}: {vote.Vote.Reason} at {gauge}");
        }
    }
}
