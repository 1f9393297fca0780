using Chronos.Core.Books;
using Chronos.Core.Commands;
using Chronos.Core.Decode;
using Chronos.Core.Engine;
using Chronos.Core.Gates;
using Chronos.Core.Journal;
using Chronos.Core.Model;
using Chronos.Core.Quorum;
using Chronos.Core.Routing;
using Chronos.Core.Signing;
using Chronos.Core.Tests.Pipeline;

namespace Chronos.Core.Tests.Allocation;

/// <summary>0 bytes an event when warm, for every handler and every kind of event and verdict.</summary>
public class ZeroAllocationTests
{
    private const int WarmUp = 3_000;
    private const int Measured = 4_000;

    private static readonly TestPolicy Terms = new()
    {
        MessagesMax = 1,
        MessagesWindowMillis = 1,
        UnansweredOrdersMax = 65_536,
        DailyLossMax = "1000000000",
        SlippageBpsMax = 300,
    };

    private static readonly TestPolicy Waiting = ParkedCase.Policy with { MessagesMax = 2, MessagesWindowMillis = 1, UnansweredOrdersMax = 65_536, SnapshotAgeMillisMax = 86_400_000 };

    [Fact]
    public void Approve() => OfPipeline(f =>
    {
        f.Propose(f.Buy(1));
        Expect(f, Verdict.Approve);
        f.Answer(f.Last.Decision.OrderId, ReportKind.Canceled);
    });

    [Fact]
    public void Modify() => OfPipeline(f =>
    {
        f.Propose(f.Buy(500) with { Flags = ProposalFlags.AllowResize });
        Expect(f, Verdict.Modify);
        f.Answer(f.Last.Decision.OrderId, ReportKind.Rejected);
    });

    [Fact]
    public void BlockByGates() => OfPipeline(f =>
    {
        f.Propose(f.Buy(100_000, price: 5_000) with { ConfidencePpm = 0, CreatedAtNanos = 1 });
        Expect(f, Verdict.Block);
    });

    [Fact]
    public void BlockByQuorum() => OfPipeline(
        f =>
        {
            f.Propose(f.Buy(1) with { ConfidencePpm = 900_000 });
            Assert.True(f.Last.Decision.Reason == ReasonCode.PortfolioBalance);
        },
        f =>
        {
            // Equity is nearly all open profit, which the venue's balance does not show.
            f.Hold(100, price: 10);
            f.Tell(100, balance: 100);
        });

    [Fact]
    public void Amend() => OfPipeline(f =>
    {
        var old = f.Buy(1, price: 98);
        f.Propose(in old);
        var oldId = f.Last.Decision.OrderId;
        f.Answer(oldId, ReportKind.Acknowledged);
        f.Advance(2);
        f.Propose(f.Buy(1, price: 99) with { Replaces = old.Id });
        Expect(f, Verdict.Approve);
        f.Answer(f.Last.Decision.OrderId, ReportKind.Rejected);
        f.AnswerCancel(oldId);
    });

    [Fact]
    public void StopsAndWhatAShrinkingPositionCancels() => OfPipeline(
        f =>
        {
            var old = f.Stop(OrderSide.Sell, 10, 90);
            f.Propose(in old);
            var oldId = f.Last.Decision.OrderId;
            f.Answer(oldId, ReportKind.Acknowledged);
            f.Advance(2);
            f.Propose(f.Stop(OrderSide.Sell, 10, 91) with { Replaces = old.Id });
            Expect(f, Verdict.Approve);
            var id = f.Last.Decision.OrderId;
            f.Answer(id, ReportKind.Acknowledged);
            f.AnswerCancel(oldId);
            f.Fill(default, OrderSide.Sell, 10, 99);
            Assert.True(f.State.Orders.PendingCancelsAt(0) == 1);
            f.AnswerCancel(id);
            f.Fill(default, OrderSide.Buy, 10, 99);
        },
        f => f.Hold(10));

    [Fact]
    public void Probe() => OfPipeline(f => f.Propose(f.Buy(1), EventFlags.Probe));

    [Fact]
    public void BlockByDecode()
    {
        var rubbish = new byte[300];
        OfPipeline(f =>
        {
            f.Frame(rubbish);
            f.Frame(rubbish.AsSpan(0, 3));
            Expect(f, Verdict.Block);
        });
    }

    [Fact]
    public void Refusal() => OfPipeline(f =>
    {
        Span<byte> frame = stackalloc byte[FrameWriter.RefusalBytes];
        FrameWriter.Write(new EdgeRefusal { Code = ReasonCode.NameUnknown, Field = "symbol"u8 }, frame);
        f.Frame(frame);
        Assert.True(f.Last.Decision.Reason == ReasonCode.NameUnknown);
    });

    [Fact]
    public void ParkingAndVoting() => OfPipeline(
        f =>
        {
            var proposal = f.Buy(20);
            f.Propose(in proposal);
            Expect(f, Verdict.Pending);
            f.Vote(in proposal, VoteKind.Object);
            Expect(f, Verdict.Pending);
            f.Vote(in proposal, VoteKind.Approve, "dave", counter: 0);
            f.Vote(in proposal, VoteKind.Approve);
            Expect(f, Verdict.Approve);
            f.Answer(f.Last.Decision.OrderId, ReportKind.Canceled);
            proposal = f.Buy(20);
            f.Propose(in proposal);
            f.Vote(in proposal, VoteKind.Veto);
            Expect(f, Verdict.Block);
        },
        policy: Waiting);

    [Fact]
    public void Expiry() => OfPipeline(
        f =>
        {
            f.Propose(f.Buy(20));
            Expect(f, Verdict.Pending);
            f.Advance(1);
            f.Tick();
            Assert.True(f.State.Pending.Count == 0);
        },
        policy: Waiting with { PendingMillisMax = 1 });

    [Fact]
    public void OrderLife() => OfPipeline(f =>
    {
        var proposal = f.Buy(4);
        f.Propose(proposal);
        var id = f.Last.Decision.OrderId;
        f.Answer(id, ReportKind.Acknowledged);
        f.Fill(id, OrderSide.Buy, 1, 101);
        f.Cancel(proposal.Id);
        Expect(f, Verdict.Approve);
        f.Answer(id, ReportKind.CancelRejected);
        f.Answer(id, ReportKind.Unknown);
        f.Fill(id, OrderSide.Buy, 3, 100);
        f.Cancel(proposal.Id);
        Expect(f, Verdict.Block);
        f.Propose(f.Sell(4));
        id = f.Last.Decision.OrderId;
        f.Fill(id, OrderSide.Sell, 4, f.State.Activity.Strategy(0).LossStreak == 0 ? 99 : 105);
        Assert.True(f.State.Orders.Count == 0);
    });

    [Fact]
    public void QuotesSnapshotsAndTicks() => OfPipeline(f =>
    {
        f.Quote();
        f.Quote(bid: 102);
        f.Tell();
        f.Tick();
    });

    [Fact]
    public void MarketData()
    {
        var ticker = new Ticker
        {
            Fields = TickerFields.Status | TickerFields.Last | TickerFields.Mark | TickerFields.Volume,
            Status = MarketStatus.Trading,
            Last = Price.FromUnits(100 * PipelineFixture.One),
            Mark = Price.FromUnits(100 * PipelineFixture.One),
            Volume = Quantity.FromUnits(PipelineFixture.One),
        };
        var depth = new Depth { AskCount = 1 };
        depth.Asks[0] = new DepthLevel(Price.FromUnits(102 * PipelineFixture.One), Quantity.FromUnits(PipelineFixture.One));
        OfPipeline(f =>
        {
            Assert.True(f.Input(EventKind.Ticker, in ticker) == ReasonCode.None);
            Assert.True(f.Input(EventKind.Depth, in depth) == ReasonCode.None);
            f.Input(EventKind.Tick, new TimerTick(1, 1, 1, 1, 1));
            f.Quote(size: 1);
            f.Propose(f.Buy(5, 105));
            Assert.True(f.Last.Decision.Objections.Has(GateId.ExpectedSlippage));
            Assert.True(f.Quote(200, 100) == ReasonCode.QuoteCrossed);
            f.SecondQuote(99, 101);
            f.Propose(f.Buy(1));
            Assert.True(f.Last.Decision.Reason == ReasonCode.QuoteQuarantine);
        });
    }

    [Fact]
    public void LatencyAboveItsLimit() => OfPipeline(
        f =>
        {
            f.Propose(f.Buy(1));
            Assert.True(f.Last.Decision.Objections.Has(GateId.LatencyBudget));
        },
        f =>
        {
            f.Propose(f.Buy(1));
            f.Advance(100);
            f.Answer(f.Last.Decision.OrderId, ReportKind.Acknowledged);
        },
        Terms.With("latency", "acknowledgementP99MillisMax", "50").With("windows", "latencyMillis", "86400000"));

    [Fact]
    public void StrayReportsAndVotes() => OfPipeline(f =>
    {
        f.Answer(new OrderId(7), ReportKind.Canceled);
        f.Report(new ExecutionReport { Kind = (ReportKind)99 });
        f.Input(EventKind.Vote, default(ExternalVote));
        f.Fill(default, OrderSide.Buy, 1, 100);
        f.Fill(default, OrderSide.Sell, 1, 100);
    });

    [Fact]
    public void Commands()
    {
        var command = OperatorCommand.Create(CommandAction.Reduce, "alice", "test", 1, ScopeKind.Instrument, "BBB");
        ulong key = 1_000;
        OfPipeline(f =>
        {
            command.IdempotencyKey = ++key;
            Assert.True(f.Input(EventKind.Command, in command) == ReasonCode.None);
            command.Action = command.Action == CommandAction.Halt ? CommandAction.Arm : CommandAction.Halt;
            f.Propose(f.Order(OrderSide.Buy, 1, 101, instrument: 1));
        });
    }

    [Fact]
    public void KillTwoOperatorsAndSweep()
    {
        var kill = OperatorCommand.Create(CommandAction.Kill, "alice", "test", 1);
        var arm = OperatorCommand.Create(CommandAction.Arm, "alice", "test", 1);
        var confirm = OperatorCommand.Create(CommandAction.Arm, "bob", "test", 1);
        ulong key = 1_000;
        OfPipeline(f =>
        {
            f.Propose(f.Buy(1, price: 95));
            var id = f.Last.Decision.OrderId;
            f.Answer(id, ReportKind.Acknowledged);
            kill.IdempotencyKey = ++key;
            Assert.True(f.Input(EventKind.Command, in kill) == ReasonCode.None);
            f.Answer(id, ReportKind.CancelRejected, ReportFlags.AnswersCancel);
            f.Tick();
            Assert.True(f.State.Orders.PendingCancelsAt(0) == 1);
            f.Answer(id, ReportKind.Canceled, ReportFlags.AnswersCancel);
            arm.IdempotencyKey = ++key;
            Assert.True(f.Input(EventKind.Command, in arm) == ReasonCode.CommandAwaitsSecond);
            confirm.Confirms = key;
            confirm.IdempotencyKey = ++key;
            Assert.True(f.Input(EventKind.Command, in confirm) == ReasonCode.None);
        });
    }

    [Fact]
    public void EachHandlerAlone()
    {
        using var f = new PipelineFixture(Terms, keep: false);
        using var sealer = new KeyedSealer(f.Keys);
        using var journal = new MemoryJournal(keep: false);
        var decode = new DecodeHandler(f.State, new EventJudge(f.State));
        var gates = new GateHandler(f.State, new GateChain());
        var quorum = new QuorumHandler(f.State, new RiskApprover(), new PortfolioApprover(), new ExecutionApprover());
        var sign = new SignHandler(f.State, f.Scope, sealer);
        var journaling = new JournalHandler(journal);
        var route = new RouteHandler(f.State, new BookKeeper(f.State), f.Scope, new CapturedOutbound(keep: false));
        var bytes = new long[6];
        var least = Enumerable.Repeat(long.MaxValue, bytes.Length).ToArray();
        var e = default(EngineEvent);
        var slot = default(EventSlot);
        for (var round = 0; round < 10 && least.Any(b => b != 0); round++)
        {
            Array.Clear(bytes);
            for (var i = 0; i < Measured; i++)
            {
                f.Advance(2);
                f.Quote();
                EventWriter.Write(ref slot, f.Buy(i % 3 == 0 ? 1 : 500) with { Flags = (ProposalFlags)(i % 2) }, new(f.Now, f.Now));
                e.Take(ref slot);
                var at = GC.GetAllocatedBytesForCurrentThread();
                decode.OnEvent(ref e);
                at = Add(ref bytes[0], at);
                var context = new GateContext(ref e, f.State);
                gates.OnEvent(ref e, ref context);
                at = Add(ref bytes[1], at);
                quorum.OnEvent(ref e, ref context);
                at = Add(ref bytes[2], at);
                sign.OnEvent(ref e);
                at = Add(ref bytes[3], at);
                journaling.OnEvent(ref e);
                at = Add(ref bytes[4], at);
                route.HandOver(ref e);
                route.Commit(ref e);
                Add(ref bytes[5], at);
                f.Answer(e.Decision.OrderId, ReportKind.Canceled);
            }

            least = [.. least.Zip(bytes, Math.Min)];
        }

        Assert.Equal(new long[6], least);
    }

    private static long Add(ref long sum, long before)
    {
        var now = GC.GetAllocatedBytesForCurrentThread();
        sum += now - before;
        return now;
    }

    private static void Expect(PipelineFixture f, Verdict verdict)
    {
        if (f.Last.Decision.Verdict != verdict)
        {
            Assert.Fail($"{f.Last.Decision.Verdict} because of {f.Last.Decision.Reason}");
        }
    }

    private static void OfPipeline(Action<PipelineFixture> act, Action<PipelineFixture>? prepare = null, TestPolicy? policy = null)
    {
        using var f = new PipelineFixture(policy ?? Terms, keep: false);
        prepare?.Invoke(f);
        Run(f, act, WarmUp);
        Assert.Equal(0, AllocationMeter.Least(() => Run(f, act, Measured)));
    }

    private static void Run(PipelineFixture f, Action<PipelineFixture> act, int count)
    {
        for (var i = 0; i < count; i++)
        {
            f.Advance(2);
            f.Quote();
            f.Quote(instrument: 1);
            act(f);
        }
    }
}
