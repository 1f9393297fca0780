using Chronos.Core.Gates;
using Chronos.Core.Model;
using Chronos.Core.Tests.Pipeline;

namespace Chronos.Core.Tests.Gates;

/// <summary>Jumps of more than 1 % from a middle of 100 are not believed until three quotes agree.</summary>
public class QuoteQuarantineGateTests
{
    private static readonly QuoteQuarantineGate Gate = new();

    private static readonly TestPolicy Terms = new TestPolicy()
        .With("instruments", "quoteJumpBpsMax", "100").With("instruments", "quoteGoodMin", "3");

    [Theory]
    [InlineData(100_00000000, 102_00000000, ReasonCode.None)]
    [InlineData(100_00000000, 102_00000001, ReasonCode.QuoteJump)]
    [InlineData(98_00000000, 100_00000000, ReasonCode.None)]
    [InlineData(97_99999999, 100_00000000, ReasonCode.QuoteJump)]
    [InlineData(101_00000000, 100_00000000, ReasonCode.QuoteCrossed)]
    [InlineData(0, 100_00000000, ReasonCode.QuoteInvalid)]
    public void WhatIsNotBelievedIsNotUsed(long bid, long ask, ReasonCode outcome)
    {
        using var f = new PipelineFixture(Terms);
        Assert.Equal(outcome, f.QuoteUnits(bid, ask, 1, 1));

        var used = outcome == ReasonCode.None;
        Assert.Equal(used ? bid : 99 * PipelineFixture.One, f.State.Quotes[new InstrumentId(0)].Bid.Units);
        Assert.Equal(used ? ReasonCode.None : ReasonCode.QuoteQuarantine, f.Check(Gate, f.Buy()).Code);
        Assert.Equal(outcome, Chronos.Core.Journal.RecordPayload.ReadOutcome(f.Journal.Records[^1].Payload));
        f.AssertReplays();
    }

    [Fact]
    public void AWrongQuoteIsForgottenAfterSomeThatAgreeWithTheQuoteInForce()
    {
        using var f = new PipelineFixture(Terms);

        Assert.Equal(
            [ReasonCode.QuoteJump, ReasonCode.QuoteQuarantine, ReasonCode.QuoteQuarantine, ReasonCode.None],
            Middles(f, 150, 100, 100, 100));
        CapAssert.Passes(f.Check(Gate, f.Buy()));
    }

    [Fact]
    public void ATrueJumpIsBelievedOnceQuotesAgreeWithEachOther()
    {
        using var f = new PipelineFixture(Terms);
        Assert.Equal(
            [ReasonCode.QuoteJump, ReasonCode.QuoteQuarantine, ReasonCode.QuoteQuarantine, ReasonCode.None],
            Middles(f, 150, 151, 150, 150));
        Assert.Equal(149 * PipelineFixture.One, f.State.Quotes[new InstrumentId(0)].Bid.Units);
        CapAssert.Passes(f.Check(Gate, f.Buy()));
    }

    [Fact]
    public void EveryDisagreementBeginsAnew()
    {
        using var f = new PipelineFixture(Terms);
        Middles(f, 150, 150, 150, 180);
        CapAssert.Blocks(f.Check(Gate, f.Buy()), ReasonCode.QuoteQuarantine, 0, 3);
        Middles(f, 180, 180);
        CapAssert.Blocks(f.Check(Gate, f.Buy()), ReasonCode.QuoteQuarantine, 2, 3);
        Assert.Equal(ReasonCode.QuoteCrossed, f.Quote(181, 179));
        CapAssert.Blocks(f.Check(Gate, f.Buy()), ReasonCode.QuoteQuarantine, 0, 3);
        Assert.Equal(
            [ReasonCode.QuoteJump, ReasonCode.QuoteQuarantine, ReasonCode.QuoteQuarantine, ReasonCode.None],
            Middles(f, 180, 180, 180, 180));
    }

    [Fact]
    public void ReductionsGoOnWithinTheCollarAroundTheLastGoodQuote()
    {
        using var f = new PipelineFixture(Terms);
        f.Hold(10);
        f.Quote(9, 11);

        Assert.Equal(ReasonCode.QuoteQuarantine, f.Propose(f.Buy(1)).Decision.Reason);
        Assert.Equal(ReasonCode.PriceCollar, f.Propose(f.Sell(5, 90)).Decision.Reason);
        Assert.Equal(Verdict.Approve, f.Propose(f.Sell(5, 95)).Decision.Verdict);
        var market = f.Sell(5) with { Type = OrderType.Market, LimitPrice = default, TimeInForce = TimeInForce.Ioc };
        Assert.Equal(95 * PipelineFixture.One, f.Propose(market).Decision.WorstPrice.Units);
        f.AssertReplays();
    }

    [Fact]
    public void AQuoteThatIsNotUsedMarksNothingAndReachesNoVenue()
    {
        using var f = new PipelineFixture(Terms);
        f.Hold(10);
        var (open, handed) = (f.State.Positions.Account(0).Open, f.Outbound.Handed);
        Middles(f, 150, 150, 150);

        Assert.Equal((open, handed), (f.State.Positions.Account(0).Open, f.Outbound.Handed));
    }

    [Fact]
    public void TheSecondSourceConfirmsTheFirst()
    {
        using var f = new PipelineFixture(Terms.With("instruments", "secondSourceBpsMax", "50"));
        var handed = f.Outbound.Handed;
        CapAssert.Blocks(f.Check(Gate, f.Buy()), ReasonCode.QuoteUnknown);
        Assert.Equal(ReasonCode.None, f.SecondQuote(99, 101));
        Assert.Equal(handed, f.Outbound.Handed);
        CapAssert.Passes(f.Check(Gate, f.Buy()));
        Assert.True(f.Propose(f.Buy(1)).Decision.Passes);

        f.SecondQuote(100, 101);
        CapAssert.Passes(f.Check(Gate, f.Buy()));
        f.SecondQuote(100, 102);
        CapAssert.Blocks(f.Check(Gate, f.Buy()), ReasonCode.QuoteSource, 100, 50);
        Assert.Equal(ReasonCode.QuoteSource, f.Propose(f.Buy(1)).Decision.Reason);
        Assert.Equal(ReasonCode.QuoteSource, f.Quote(99, 101));
        CapAssert.Blocks(f.Check(Gate, f.Buy()), ReasonCode.QuoteQuarantine, 0, 3);
        f.AssertReplays();
    }

    [Fact]
    public void ASecondSourceThatIsSilentOrTalksNonsenseIsUnknown()
    {
        using var f = new PipelineFixture(Terms.With("instruments", "secondSourceBpsMax", "50"));
        f.SecondQuote(99, 101);
        f.Advance(1_500);
        f.Quote();
        Assert.True(f.Propose(f.Buy(1)).Decision.Passes);
        f.AdvanceNanos(1);
        CapAssert.Blocks(f.Check(Gate, f.Buy()), ReasonCode.QuoteUnknown);
        Assert.Equal(ReasonCode.QuoteUnknown, f.Propose(f.Buy(1)).Decision.Reason);

        f.SecondQuote(99, 101);
        CapAssert.Passes(f.Check(Gate, f.Buy()));
        Assert.Equal(ReasonCode.QuoteCrossed, f.SecondQuote(102, 101));
        CapAssert.Blocks(f.Check(Gate, f.Buy()), ReasonCode.QuoteUnknown);
        Assert.Equal(ReasonCode.QuoteInvalid, f.QuoteUnits(1, 2, 1, 1, source: (QuoteSource)2));
        Assert.False(f.State.Market[new InstrumentId(0)].Quarantine.Active);
    }

    private static ReasonCode[] Middles(PipelineFixture f, params long[] middles) => [.. middles.Select(m => f.Quote(m - 1, m + 1))];
}
