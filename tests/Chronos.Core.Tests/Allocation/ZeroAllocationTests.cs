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

    private static readonly TestPolicy Terms = new() { MessagesMax = 1, MessagesWindowMillis = 1, UnansweredOrdersMax = 65_536, DailyLossMax = "1000000000" };

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
            f.Propose(f.Sell(1, price: 99) with { ConfidencePpm = 900_000 });
            Assert.True(f.Last.Decision.Reason == ReasonCode.PortfolioBalance);
        },
        f => f.Tell(balance: 1));

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
        f.Fill(id, OrderSide.Sell, 4, 99);
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
        var command = OperatorCommand.Create(CommandAction.Reduce, "desk", "test", 1, ScopeKind.Instrument, "BBB");
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
                gates.OnEvent(ref e);
                at = Add(ref bytes[1], at);
                quorum.OnEvent(ref e);
                at = Add(ref bytes[2], at);
                sign.OnEvent(ref e);
                at = Add(ref bytes[3], at);
                journaling.OnEvent(ref e);
                at = Add(ref bytes[4], at);
                route.OnEvent(ref e);
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

    private static void OfPipeline(Action<PipelineFixture> act, Action<PipelineFixture>? prepare = null)
    {
        using var f = new PipelineFixture(Terms, keep: false);
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
