using Chronos.Core.Gates;
using Chronos.Core.Model;
using Chronos.Core.Tests.Pipeline;

namespace Chronos.Core.Tests.Gates;

public class LatencyBudgetGateTests
{
    private const long Milli = PipelineFixture.Milli;
    private static readonly LatencyBudgetGate Gate = new();

    private static readonly TestPolicy Terms = new TestPolicy { QuoteAgeMillisMax = 60_000 }
        .With("latency", "decisionP99MicrosMax", "1000").With("latency", "sendP99MicrosMax", "2000")
        .With("latency", "acknowledgementP99MillisMax", "50").With("latency", "samplesMin", "10")
        .With("windows", "latencyMillis", "5000");

    [Theory]
    [InlineData(1, 10, 2, 10, null)]
    [InlineData(2, 9, 3, 9, null)]
    [InlineData(0, 0, 0, 0, null)]
    [InlineData(2, 10, 2, 10, 1)]
    [InlineData(1, 10, 3, 10, 2)]
    public void JudgesWhatTheEngineMeasuredOnceThereIsEnough(long decision, int decisions, long send, int sends, int? limit)
    {
        using var f = new PipelineFixture(Terms);
        f.Input(EventKind.Tick, new TimerTick(1, decision * Milli, decisions, send * Milli, sends));
        var cap = f.Check(Gate, f.Buy());

        if (limit is null)
        {
            CapAssert.Passes(cap);
        }
        else
        {
            CapAssert.Blocks(cap, ReasonCode.LatencyBudget, (limit == 1 ? decision : send) * Milli, limit.Value * Milli);
        }

        f.Input(EventKind.Tick, new TimerTick(2));
        CapAssert.Passes(f.Check(Gate, f.Buy()));
    }

    [Theory]
    [InlineData(50 * Milli, true)]
    [InlineData(50 * Milli + 1, false)]
    public void JudgesHowLongTheVenueTakesToAnswer(long nanos, bool passes)
    {
        using var f = new PipelineFixture(Terms);
        for (var i = 0; i < 9; i++)
        {
            Answer(f, nanos);
            CapAssert.Passes(f.Check(Gate, f.Buy()));
        }

        Answer(f, nanos);
        var cap = f.Check(Gate, f.Buy());
        Assert.Equal(passes ? (ReasonCode.None, 0, 0) : (ReasonCode.LatencyBudget, nanos, 50 * Milli), (cap.Code, cap.Observed, cap.Limit));
        f.AssertReplays();
    }

    [Fact]
    public void OldAnswersAreForgottenAndANewRunHasMeasuredNothing()
    {
        using var f = new PipelineFixture(Terms);
        for (var i = 0; i < 10; i++)
        {
            Answer(f, 60 * Milli);
        }

        f.Input(EventKind.Tick, new TimerTick(1, 2 * Milli, 10));
        Assert.Equal(ReasonCode.LatencyBudget, f.Check(Gate, f.Buy()).Code);
        f.Hold(5);
        f.TellAll();
        Assert.True(f.Propose(f.Sell(5)).Decision.Passes);
        f.StartRun();
        Assert.Equal(60 * Milli, f.Check(Gate, f.Buy()).Observed);
        f.Advance(5_000);
        f.Tick();
        CapAssert.Passes(f.Check(Gate, f.Buy()));
    }

    [Fact]
    public void WhatNeverLeftIsNoAnswer()
    {
        using var f = new PipelineFixture(Terms.With("latency", "samplesMin", "1"));
        f.Propose(f.Buy(1));
        f.Advance(100);
        f.Answer(f.Last.Decision.OrderId, ReportKind.NotSent);
        CapAssert.Passes(f.Check(Gate, f.Buy()));
        f.Propose(f.Buy(1));
        f.Advance(100);
        f.Fill(f.Last.Decision.OrderId, OrderSide.Buy, 1, 101);
        Assert.Equal(100 * Milli, f.Check(Gate, f.Buy()).Observed);
    }

    /// <summary>Measured is from the approval to the venue's own answer, whenever the order left between them.</summary>
    [Fact]
    public void ThatItLeftIsNoAnswer()
    {
        using var f = new PipelineFixture(Terms.With("latency", "samplesMin", "1"));
        f.Propose(f.Buy(1));
        var id = f.Last.Decision.OrderId;
        f.Advance(60);
        f.Answer(id, ReportKind.Sent);
        CapAssert.Passes(f.Check(Gate, f.Buy()));
        f.Advance(40);
        f.Fill(id, OrderSide.Buy, 1, 101);
        Assert.Equal(100 * Milli, f.Check(Gate, f.Buy()).Observed);
    }

    private static void Answer(PipelineFixture f, long nanos)
    {
        f.Propose(f.Buy(1));
        var id = f.Last.Decision.OrderId;
        f.AdvanceNanos(nanos);
        f.Answer(id, ReportKind.Acknowledged);
        f.Answer(id, ReportKind.Canceled);
    }
}
