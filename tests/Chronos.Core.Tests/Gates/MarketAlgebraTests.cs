using Chronos.Core.Gates;
using Chronos.Core.Model;
using FsCheck;
using FsCheck.Fluent;

namespace Chronos.Core.Tests.Gates;

/// <summary>What holds for all market limits, pasts and proposals. A failure names the number to see it again: <c>new MarketCase(number)</c>.</summary>
public class MarketAlgebraTests
{
    private const int Cases = 300;
    private const int CasesOfAllLimits = 60;

    [Fact]
    public void AskingWhatIsNotQuietIsAskingEveryGate() => ForAll(c =>
    {
        using var f = c.Engine();
        var proposal = c.Proposal(f);
        var chain = f.Ask(new GateChain(), proposal).Decision;
        var each = f.Ask(new GateChain().All(), proposal).Decision;
        Assert.Equal(
            (each.Verdict, each.PermittedQuantity, each.Objections), (chain.Verdict, chain.PermittedQuantity, chain.Objections));
        Assert.InRange(chain.PermittedQuantity.Units, 0, proposal.Quantity.Units);
    });

    [Fact]
    public void TighteningALimitNeverLetsMoreThrough() => ForAll(c =>
    {
        using var f = c.Engine();
        var permitted = f.Ask(new GateChain(), c.Proposal(f)).Decision.PermittedQuantity;
        foreach (var limit in MarketCase.Tightened)
        {
            using var tighter = c.Engine(limit);
            var less = tighter.Ask(new GateChain(), c.Proposal(tighter)).Decision.PermittedQuantity;
            Assert.True(less <= permitted, $"{limit}: {less} instead of {permitted}");
        }
    }, CasesOfAllLimits);

    [Fact]
    public void PricesPassingAreThoseThatPass() => ForAll(c =>
    {
        using var f = c.Engine();
        var proposal = c.Proposal(f);
        foreach (var gate in (IPriceGate[])[new PriceCollarGate(), new ReferencePriceGate(), new PriceDriftGate(), new ExpectedSlippageGate()])
        {
            var range = f.Ask(gate, proposal);
            foreach (var price in (long[])[
                range.Lowest.Units - 1, range.Lowest.Units, range.Highest.Units, range.Highest.Units + 1, proposal.LimitPrice.Units])
            {
                if (price is > 0 and <= 100_000_000_000_000_000)
                {
                    var passes = f.Check(gate, proposal with { LimitPrice = Price.FromUnits(price) }).PermittedUnits >= proposal.Quantity.Units;
                    Assert.True(
                        passes == (price >= range.Lowest.Units && price <= range.Highest.Units), $"{gate.Id} at {price}: {passes}, {range}");
                }
            }
        }
    });

    [Fact]
    public void WhatPassesWithTimePassesThenAndNotBefore() => ForAll(c =>
    {
        using var f = c.Engine();
        var proposal = c.Proposal(f);
        var now = f.Now;
        foreach (var gate in (ITimeGate[])[new TradingSessionGate(), new BlackoutGate(), new PriceDriftGate(), new VolatilityGate()])
        {
            f.AdvanceNanos(now - f.Now);
            var at = f.Ask(gate, proposal);
            Assert.True(at >= now);
            if (at != now && at != long.MaxValue)
            {
                Assert.NotEqual(ReasonCode.None, f.Check(gate, proposal).Code);
                f.AdvanceNanos(at - f.Now - 1);
                Assert.NotEqual(ReasonCode.None, f.Check(gate, proposal).Code);
                f.AdvanceNanos(1);
            }

            Assert.Equal(at == long.MaxValue, f.Check(gate, proposal).Code != ReasonCode.None);
        }
    });

    [Fact]
    public void NoMarketGateButThePriceCollarStopsAVerifiedReduction() => ForAll(c =>
    {
        using var f = c.Engine();
        if (c.Reduces)
        {
            var d = f.Propose(c.Proposal(f) with { Quantity = Quantity.FromUnits(Pipeline.PipelineFixture.One) }).Decision;
            Assert.True(d.Passes || d.Reason == ReasonCode.PriceCollar, $"{d.Reason}");
        }
    });

    [Fact]
    public void EveryMarketGateObjectsAndPassesAmongTheCases()
    {
        var objected = new Dictionary<GateId, int>();
        var approved = 0;
        for (var seed = 1; seed <= 1_500; seed++)
        {
            var c = new MarketCase(seed);
            using var f = c.Engine();
            var d = f.Ask(new GateChain(), c.Proposal(f)).Decision;
            approved += d.Passes ? 1 : 0;
            foreach (var gate in new MarketGates().All().Where(g => d.Objections.Has(g.Id)))
            {
                objected[gate.Id] = objected.GetValueOrDefault(gate.Id) + 1;
            }
        }

        Assert.True(approved > 40, $"{approved}");
        Assert.All(
            new MarketGates().All().Where(g => g.Id != GateId.LatencyBudget),
            gate => Assert.InRange(objected.GetValueOrDefault(gate.Id), 20, 1_400));
    }

    private static void ForAll(Action<MarketCase> property, int cases = Cases) => Prop
        .ForAll(ArbMap.Default.ArbFor<int>().Generator.Resize(int.MaxValue / 2).ToArbitrary(), seed => property(new MarketCase(seed)))
        .Check(Config.QuickThrowOnFailure.WithMaxTest(cases));
}
