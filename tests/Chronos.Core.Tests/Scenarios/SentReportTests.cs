using Chronos.Core.Books;
using Chronos.Core.Engine;
using Chronos.Core.Journal;
using Chronos.Core.Model;
using Chronos.Core.Routing;
using Chronos.Core.Tests.NoBypass;
using Chronos.Core.Tests.Pipeline;
using Chronos.Core.Venues;

namespace Chronos.Core.Tests.Scenarios;

/// <summary>The journal says when each order left, before anything its venue says of it, and nothing else comes of it.</summary>
public class SentReportTests
{
    [Fact]
    public void StandsBetweenTheDecisionAndTheVenuesFirstAnswer()
    {
        using var fixture = new EngineFixture();
        fixture.Arm();
        fixture.Quote("BTCUSDT", "87000", "87001");
        var order = fixture.Propose(fixture.Limit(1, OrderSide.Buy, "0.1", "87001")).OrderId;
        Assert.True(fixture.Engine.Stop());

        var reports = ReportsOf(fixture, order);
        Assert.Equal([ReportKind.Sent, ReportKind.Acknowledged, ReportKind.Fill], reports.Select(r => r.Kind));
        Assert.Equal((ReportFlags.Simulated, fixture.Clock.NowNanos()), (reports[0].Flags, reports[0].VenueTimeNanos));
        Assert.True(fixture.Replay(fixture.Keys).IsIdentical);
    }

    [Fact]
    public void AShadowVenueIsHandedTheOrderAndSendsNothing()
    {
        using var fixture = new EngineFixture(setup =>
        {
            setup.Mode = EngineMode.Shadow;
            setup.Venue = new ShadowVenue("paper", Notional.FromDecimal(100_000m));
        });
        fixture.Arm();
        fixture.Quote("BTCUSDT", "87000", "87001");
        var order = fixture.Propose(fixture.Limit(1, OrderSide.Buy, "0.1", "87001")).OrderId;
        Assert.True(fixture.Engine.Stop());

        Assert.Equal([(ReportKind.Sent, ReasonCode.None), (ReportKind.NotSent, ReasonCode.ShadowNotSent)], ReportsOf(fixture, order).Select(r => (r.Kind, r.Reason)));
    }

    [Theory]
    [InlineData(EngineMode.Paper, ReportFlags.Simulated)]
    [InlineData(EngineMode.Live, ReportFlags.None)]
    public void SaysWhetherTheVenueIsReal(EngineMode mode, ReportFlags flags)
    {
        using var f = new PipelineFixture(new TestPolicy(), mode: mode);
        f.Propose(f.Buy(1));
        var reports = Egress.Reports(f, f.State.NowNanos, f.Outbound.Orders[^1]);
        Assert.Equal((ReportKind.Sent, flags, f.State.NowNanos), (reports.Single().Kind, reports[0].Flags, reports[0].VenueTimeNanos));
    }

    /// <summary>The order waits for its venue as before: state, window, reservation and the venue's latency are untouched.</summary>
    [Fact]
    public void AnswersNothing()
    {
        using var f = new PipelineFixture(new TestPolicy());
        f.Propose(f.Buy(3));
        var id = f.Last.Decision.OrderId;
        var reserved = f.State.Positions[0, 0].WorkingBuys;
        f.Advance(5);
        Assert.Equal(ReasonCode.None, f.Answer(id, ReportKind.Sent));
        Assert.Equal(ReasonCode.None, f.Answer(id, ReportKind.Sent));
        Assert.Equal((OrderState.Unanswered, 1, reserved), (f.State.Orders.Find(id).State, f.State.Orders.UnansweredAt(0), f.State.Positions[0, 0].WorkingBuys));

        Assert.Equal(ReasonCode.None, f.Answer(id, ReportKind.Canceled));
        Assert.Equal(ReasonCode.ReportOrderUnknown, f.Answer(id, ReportKind.Sent));
        Assert.Equal(ReasonCode.ReportInvalid, f.Answer(id, ReportKind.Sent + 1));
        Assert.Equal(0, f.State.Orders.Count);
    }

    /// <summary>
    /// The smallest rings there may be, one order a window, and producers that keep the engine's ring full: every report finds
    /// room, and every order is told sent before it is told anything else.
    /// </summary>
    [Fact]
    public async Task FindsRoomInTheSmallestRings()
    {
        using var fixture = new EngineFixture(setup =>
        {
            setup.RingSize = 64;
            setup.Policy = SamplePolicy.Load(
                ("\"unansweredOrdersMax\": 64,", "\"unansweredOrdersMax\": 1,"),
                ("\"submitsMax\": 10,", "\"submitsMax\": 100000,"),
                ("\"submitsMax\": 100,", "\"submitsMax\": 100000,"),
                ("\"submitsMax\": 200,", "\"submitsMax\": 100000,"),
                ("\"sameContentMax\": 3,", "\"sameContentMax\": 10000,"),
                ("\"accumulatedNotionalMax\": \"500000\"", "\"accumulatedNotionalMax\": \"5000000000\""),
                ("\"coolDownAfterLossMillis\": 5000", "\"coolDownAfterLossMillis\": 0"),
                ("\"lossStreakMax\": 20", "\"lossStreakMax\": 10000"));
        });
        fixture.Arm();
        fixture.Quote("BTCUSDT", "87000", "87001", "1000", "1000");
        using var enough = new ManualResetEventSlim();
        var flood = Enumerable.Range(0, 2).Select(_ => new Thread(() =>
        {
            while (!enough.IsSet)
            {
                fixture.Engine.TryTick();
            }
        })).ToArray();
        Array.ForEach(flood, t => t.Start());
        var blocked = new Dictionary<ReasonCode, int>();
        var orders = 0;
        for (var id = 1UL; id <= 20_000 && orders < 100; id++)
        {
            var side = orders % 2 == 0 ? OrderSide.Buy : OrderSide.Sell;
            var decision = await Propose(fixture, fixture.Limit(id, side, "0.05", side == OrderSide.Buy ? "87001" : "87000"));
            orders += decision.Verdict == Verdict.Approve ? 1 : 0;
            blocked[decision.Reason] = blocked.GetValueOrDefault(decision.Reason) + 1;
        }

        enough.Set();
        Array.ForEach(flood, t => t.Join());
        fixture.Engine.WaitUntilIdle();
        Assert.Null(fixture.Engine.Failure);
        Assert.True(fixture.Engine.Stop());

        Assert.True(orders == 100, string.Join(", ", blocked));
        var byOrder = Reports(fixture).GroupBy(r => r.Order).ToList();
        Assert.Equal(orders, byOrder.Count);
        Assert.All(byOrder, reports =>
        {
            Assert.Equal(ReportKind.Sent, reports.First().Kind);
            Assert.Single(reports, r => r.Kind == ReportKind.Sent);
        });
        Assert.True(fixture.Replay().IsIdentical);
    }

    /// <summary>Again while the ring is full of others' events.</summary>
    private static async Task<Decision> Propose(EngineFixture fixture, Proposal proposal)
    {
        while (true)
        {
            try
            {
                return await fixture.Engine.ProposeAsync(in proposal);
            }
            catch (EngineUnavailableException) when (fixture.Engine.IsRunning)
            {
                await Task.Yield();
            }
        }
    }

    private static List<ExecutionReport> ReportsOf(EngineFixture fixture, OrderId order) => [.. Reports(fixture).Where(r => r.Order == order)];

    private static List<ExecutionReport> Reports(EngineFixture fixture)
    {
        List<ExecutionReport> reports = [];
        using var reader = JournalReader.Open(fixture.DataDirectory);
        var e = default(EngineEvent);
        while (reader.TryRead(out var record))
        {
            if (record.Type == (ushort)EventKind.ExecutionReport)
            {
                RecordPayload.ReadInput(record.Payload, EventKind.ExecutionReport, record.TimeNanos, ref e);
                reports.Add(e.Input.Read<ExecutionReport>());
            }
        }

        return reports;
    }
}
