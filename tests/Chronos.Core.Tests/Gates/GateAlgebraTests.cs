using Chronos.Core.Gates;
using Chronos.Core.Model;
using FsCheck;
using FsCheck.Fluent;

namespace Chronos.Core.Tests.Gates;

/// <summary>
/// What holds for all limits, books and proposals. Cases come from one number each, so a failure names all that is needed
/// to see it again: <c>new GateCase(number)</c>.
/// </summary>
public class GateAlgebraTests
{
    private const int Cases = 2_000;

    [Fact]
    public void DecidesAsTheNaiveOracle() => ForAll(c =>
    {
        var oracle = c.Oracle();
        var (verdict, permitted) = oracle.Decide();
        Assert.Equal((verdict, permitted, oracle.Objections(c.Quantity)), c.Decide());
    });

    [Fact]
    public void TighteningALimitNeverLetsMoreThrough() => ForAll(c =>
    {
        var (_, permitted, _) = c.Decide();
        foreach (var tighter in (GateCase[])[
            c with { OrderQuantityMax = c.OrderQuantityMax / 2 < c.QuantityMin ? 0 : c.OrderQuantityMax / 2 },
            c with { OrderNotionalMax = c.OrderNotionalMax / 2 },
            c with { PositionMax = c.PositionMax / 2 },
            c with { GrossMax = c.GrossMax / 2 },
            c with { LossMax = c.LossMax / 2 },
            c with { CollarBps = c.CollarBps / 2 },
            c with { NotionalMin = c.NotionalMin * 2 }])
        {
            Assert.InRange(tighter.Decide().Permitted, 0, permitted);
        }
    });

    [Fact]
    public void NeverLetsMoreThroughThanAsked() => ForAll(c =>
    {
        var (verdict, permitted, objections) = c.Decide();
        Assert.InRange(permitted, 0, c.Quantity);
        Assert.Equal(verdict == Verdict.Approve, permitted == c.Quantity);
        Assert.Equal(verdict == Verdict.Approve, objections.IsEmpty);
        Assert.Equal(verdict == Verdict.Block, permitted == 0);
    });

    [Fact]
    public void PermutingTheGatesChangesNothing() => ForAll(c =>
    {
        var gates = new GateChain().All();
        new Random(c.Quantity).Shuffle(gates);
        Assert.Equal(c.Decide(), c.Decide(gates));
    });

    [Fact]
    public void WhatWasCutPassesWholeWhenProposedAnew() => ForAll(c =>
    {
        var (verdict, permitted, _) = c.Decide();
        if (verdict == Verdict.Modify)
        {
            Assert.Equal((Verdict.Approve, permitted, default(GateMask)), (c with { Quantity = (int)permitted }).Decide());
        }
    });

    [Fact]
    public void EveryVerdictAndEveryGateOccursAmongTheCases()
    {
        var seen = Enumerable.Range(1, 600).Select(seed => new GateCase(seed).Decide()).ToArray();
        var objected = seen.Aggregate(default(GateMask), (mask, d) => mask | d.Objections);

        Assert.All([Verdict.Approve, Verdict.Modify, Verdict.Block], v => Assert.True(seen.Count(d => d.Verdict == v) > 20, $"{v}"));
        Assert.Equal(15, objected.Count);
    }

    private static void ForAll(Action<GateCase> property) => Prop
        .ForAll(ArbMap.Default.ArbFor<int>().Generator.Resize(int.MaxValue / 2).ToArbitrary(), seed => property(new GateCase(seed)))
        .Check(Config.QuickThrowOnFailure.WithMaxTest(Cases));
}
