using Chronos.Core.Commands;
using Chronos.Core.Gates;
using Chronos.Core.Model;
using Chronos.Core.Tests.Pipeline;

namespace Chronos.Core.Tests.Gates;

public class GateHandlerTests
{
    private const long One = PipelineFixture.One;

    [Fact]
    public void ChainHoldsNoGateTwice()
    {
        var ids = new GateChain().All().Select(g => g.Id).ToArray();

        Assert.Equal(ids.Distinct().Order(), ids);
    }

    [Fact]
    public void EveryObjectionIsInTheMaskAndInTheList()
    {
        using var f = new PipelineFixture();
        f.Command(CommandAction.Halt);
        var proposal = f.Buy(100_000, price: 1_000) with { ConfidencePpm = 0, CreatedAtNanos = 1 };

        ref readonly var e = ref f.Propose(proposal);

        GateId[] expected =
        [
            GateId.TradingState, GateId.MaxOrderQuantity, GateId.MaxOrderNotional, GateId.PriceCollar, GateId.ProposalAge,
            GateId.MinConfidence, GateId.PriceDrift, GateId.ExpectedSlippage, GateId.DepthShare, GateId.PositionLimit, GateId.GrossExposure,
            GateId.NetExposure, GateId.Leverage, GateId.Concentration, GateId.Herfindahl,
        ];
        Assert.Equal(Verdict.Block, e.Decision.Verdict);
        Assert.Equal(expected, Objections(in e));
        Assert.Equal(GateMask.Of(expected), e.Decision.Objections);
    }

    [Fact]
    public void TheLeastCapBinds()
    {
        using var f = new PipelineFixture();
        IGate[] gates = [new FixedCapGate(GateId.LotSize, 7), new FixedCapGate(GateId.MessageRate, 3), new FixedCapGate(GateId.DailyLoss, 5)];

        var e = f.Ask(gates, f.Buy(10) with { Flags = ProposalFlags.AllowResize });

        Assert.Equal((Verdict.Modify, 3 * One), (e.Decision.Verdict, e.Decision.PermittedQuantity.Units));
        Assert.Equal((GateId.MessageRate, 10 * One, 3 * One), (e.Decision.BindingGate, e.Decision.Observed, e.Decision.Limit));
        Assert.Equal(3, e.ObjectionCount);
    }

    [Fact]
    public void ApprovesWholeWithoutReasons()
    {
        using var f = new PipelineFixture();

        ref readonly var e = ref f.Propose(f.Buy(10));

        Assert.Equal((Verdict.Approve, ReasonCode.None, GateId.None), (e.Decision.Verdict, e.Decision.Reason, e.Decision.BindingGate));
        Assert.Equal((10 * One, default(GateMask), 0), (e.Decision.PermittedQuantity.Units, e.Decision.Objections, e.ObjectionCount));
    }

    [Fact]
    public void CutsOnlyWhatAllowsResizing()
    {
        using var f = new PipelineFixture(new TestPolicy { OrderQuantityMax = "50" });

        Assert.Equal(Verdict.Block, f.Propose(f.Buy(60)).Decision.Verdict);
        ref readonly var e = ref f.Propose(f.Buy(60) with { Flags = ProposalFlags.AllowResize });
        Assert.Equal((Verdict.Modify, 50 * One), (e.Decision.Verdict, e.Decision.PermittedQuantity.Units));
        Assert.Equal(50 * One, f.Outbound.Orders[^1].Quantity.Units);
    }

    [Fact]
    public void FloorsWhatPassesToTheLot()
    {
        using var f = new PipelineFixture(new TestPolicy { LotSize = "7", QuantityMin = "7", OrderQuantityMax = "50" });

        ref readonly var e = ref f.Propose(f.Buy(60) with { Flags = ProposalFlags.AllowResize });

        Assert.Equal((Verdict.Modify, 49 * One), (e.Decision.Verdict, e.Decision.PermittedQuantity.Units));
    }

    [Theory]
    [InlineData("10", Verdict.Modify)]
    [InlineData("11", Verdict.Block)]
    public void BlocksARestBelowTheMinimum(string minimum, Verdict expected)
    {
        using var f = new PipelineFixture(new TestPolicy { PositionMax = "10", QuantityMin = minimum });

        Assert.Equal(expected, f.Propose(f.Buy(60) with { Flags = ProposalFlags.AllowResize }).Decision.Verdict);
    }

    [Fact]
    public void BlocksARestBelowTheMinimumNotional()
    {
        using var f = new PipelineFixture(new TestPolicy { PositionMax = "4", NotionalMin = "500" });

        Assert.Equal(Verdict.Block, f.Propose(f.Buy(60) with { Flags = ProposalFlags.AllowResize }).Decision.Verdict);
    }

    [Fact]
    public void LetsTheReducingPartOfAnOversizeReductionPassWhileReducing()
    {
        using var f = new PipelineFixture();
        f.Hold(5);
        f.Command(CommandAction.Reduce);

        ref readonly var e = ref f.Propose(f.Sell(20) with { Flags = ProposalFlags.AllowResize });

        Assert.Equal((Verdict.Modify, 5 * One), (e.Decision.Verdict, e.Decision.PermittedQuantity.Units));
        Assert.Equal(ReasonCode.TradingState, e.Decision.Reason);
        Assert.True(OrderTerms.Unpack(e.Decision.Terms).Reduces);
        Assert.Equal(Verdict.Block, f.Propose(f.Sell(1)).Decision.Verdict);
    }

    [Theory]
    [InlineData("8", 8)]
    [InlineData("5", 5)]
    [InlineData("3", 5)]
    [InlineData("0", 5)]
    public void AnEntryLimitNeverCutsIntoTheReducingPart(string limit, long passes)
    {
        using var f = new PipelineFixture();
        f.Hold(5);
        f.Load(new TestPolicy { Version = 2, OrderQuantityMax = limit }.Build());

        Assert.Equal(passes * One, f.Propose(f.Sell(20) with { Flags = ProposalFlags.AllowResize }).Decision.PermittedQuantity.Units);
    }

    [Fact]
    public void OrderOfGatesDecidesNothing()
    {
        using var f = new PipelineFixture(new TestPolicy { OrderQuantityMax = "50", PositionMax = "40" });
        var proposal = f.Buy(60) with { Flags = ProposalFlags.AllowResize };
        var expected = f.Ask(new GateChain(), proposal);

        for (var seed = 1; seed <= 50; seed++)
        {
            var gates = new GateChain().All();
            new Random(seed).Shuffle(gates);
            var shuffled = f.Ask(gates, proposal);

            Assert.Equal(
                (expected.Decision.Verdict, expected.Decision.PermittedQuantity, expected.Decision.Objections),
                (shuffled.Decision.Verdict, shuffled.Decision.PermittedQuantity, shuffled.Decision.Objections));
        }
    }

    [Fact]
    public void ProbeAnswersTheSameAndLeavesNoTrace()
    {
        using var f = new PipelineFixture(new TestPolicy { MessagesMax = 1 });
        var proposal = f.Buy(500) with { Flags = ProposalFlags.AllowResize };
        var before = f.Hash();
        f.Advance(86_400_000 - 1);
        f.Advance(1);
        f.Propose(proposal, EventFlags.Probe);
        Assert.Equal(before, f.Hash());
        f.Quote();
        before = f.Hash();
        proposal.CreatedAtNanos = f.Now;
        var records = f.Journal.Records.Count;

        var probe = f.Propose(proposal, EventFlags.Probe).Decision;

        Assert.Equal((before, records, 0), (f.Hash(), f.Journal.Records.Count, f.Outbound.Orders.Count));
        var decided = f.Propose(proposal).Decision;
        Assert.Equal(
            (probe.Verdict, probe.PermittedQuantity, probe.Objections, probe.Reason),
            (decided.Verdict, decided.PermittedQuantity, decided.Objections, decided.Reason));
        Assert.Equal((0ul, 0), ((ulong)probe.OrderId.Value, probe.KeyId));
    }

    [Fact]
    public void LargestFiguresBlockWithAReasonAndNeverThrow()
    {
        long[] extremes = [1, long.MaxValue / 2, long.MaxValue - 1, long.MaxValue];
        foreach (var ready in (bool[])[true, false])
        {
            using var f = new PipelineFixture(ready: ready);
            foreach (var quantity in extremes)
            {
                foreach (var price in extremes)
                {
                    foreach (var side in (OrderSide[])[OrderSide.Buy, OrderSide.Sell])
                    {
                        var p = f.Order(side, 1, 1) with { Quantity = Quantity.FromUnits(quantity), LimitPrice = Price.FromUnits(price) };
                        p.Flags = ProposalFlags.AllowResize;

                        var e = f.Ask(new GateChain(), p);
                        Assert.True(e.Decision.Reason != ReasonCode.None && !e.Decision.Objections.IsEmpty);
                        Assert.Equal(Verdict.Block, f.Propose(p).Decision.Verdict);
                    }
                }
            }
        }
    }

    [Fact]
    public void WithoutMandateQuoteOrPositionEveryGateAnswers()
    {
        using var f = new PipelineFixture(ready: false);

        ref readonly var e = ref f.Propose(f.Order(OrderSide.Buy, 1, 100, strategy: 1, instrument: 1));

        GateId[] expected =
        [
            GateId.TradingState, GateId.Mandate, GateId.PriceCollar, GateId.QuoteStaleness, GateId.PriceDrift, GateId.ExpectedSlippage,
            GateId.DepthShare, GateId.SpreadCeiling, GateId.RiskPerTrade, GateId.Volatility, GateId.ClockSkew, GateId.WorkingOrders,
            GateId.PositionLimit,
            GateId.GrossExposure, GateId.OpenPositions, GateId.NetExposure, GateId.Leverage, GateId.Concentration, GateId.Herfindahl,
            GateId.GroupExposure, GateId.StrategyBudget, GateId.AssetBudget, GateId.FreeBalance, GateId.FreeMargin, GateId.OneSidedness,
            GateId.Drawdown,
        ];
        Assert.Equal(expected, Objections(in e));
    }

    private static GateId[] Objections(ref readonly EngineEvent e)
    {
        var gates = new GateId[e.ObjectionCount];
        for (var i = 0; i < gates.Length; i++)
        {
            gates[i] = e.Objections[i].Gate;
        }

        return gates;
    }
}
