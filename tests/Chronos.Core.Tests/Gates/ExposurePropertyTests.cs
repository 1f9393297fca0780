using System.Numerics;
using Chronos.Core.Gates;
using Chronos.Core.Model;
using Chronos.Core.Tests.Books;
using FsCheck;
using FsCheck.Fluent;

namespace Chronos.Core.Tests.Gates;

/// <summary>What holds for every gate of exposure, budget and margin, whatever is held and working: <c>new ExposureCase(number)</c> shows a case again.</summary>
public class ExposurePropertyTests
{
    private const int Cases = 400;

    [Fact]
    public void EveryGateAnswersAsTheOracleAndItsCapIsTheLargestQuantityThatPasses() => ForAll(seed =>
    {
        var c = new ExposureCase(seed);
        using var f = c.Engine();
        BookInvariants.Assert(f.State);
        foreach (var (gate, passes) in c.Gates)
        {
            var answer = f.Check(gate, c.Proposal(f));
            Assert.True(passes(c.Units, c.Price) == answer.PermittedUnits > c.Units, $"{gate.Id} {answer}");
            if (answer.PermittedUnits <= c.Units)
            {
                Assert.True(answer.PermittedUnits == 0 || passes(answer.PermittedUnits, c.Price), $"{gate.Id} lets too much through: {answer}");
                Assert.False(
                    gate is not OpenPositionsGate && passes(answer.PermittedUnits + 1, c.Price), $"{gate.Id} lets too little through: {answer}");
            }
        }
    });

    [Fact]
    public void ThePricesThatPassAreExactlyThoseOfTheRange() => ForAll(seed =>
    {
        var c = new ExposureCase(seed);
        using var f = c.Engine();
        foreach (var (gate, passes) in c.Gates)
        {
            if (gate is not IPriceGate priced)
            {
                continue;
            }

            var range = f.PricesPassing(priced, c.Proposal(f));
            Assert.True(range.IsEmpty || passes(c.Units, range.Highest.Units), $"{gate.Id} {range}");
            Assert.True(range.IsEmpty || passes(c.Units, range.Lowest.Units), $"{gate.Id} {range}");
            Assert.True(
                range.Highest.Units == PriceRange.All.Highest.Units || !passes(c.Units, range.IsEmpty ? BigInteger.One : range.Highest.Units + 1),
                $"{gate.Id} {range}");
        }
    });

    [Fact]
    public void TighteningALimitNeverLetsMoreThrough() => ForAll(seed =>
    {
        var wide = new ExposureCase(seed);
        var tight = new ExposureCase(seed)
        {
            Concentration = wide.Concentration / 2,
            Herfindahl = wide.Herfindahl / 2,
            OpenPositions = wide.OpenPositions / 2,
            GroupMax = wide.GroupMax / 2,
            StrategyMax = wide.StrategyMax / 2,
            AssetMax = wide.AssetMax / 2,
            FreeMargin = (wide.FreeMargin + 1_000_000) / 2,
            OneSided = (wide.OneSided + 500_000) / 2,
            StrategyPosition = wide.StrategyPosition / 2,
        };
        using var before = wide.Engine();
        using var after = tight.Engine();
        foreach (var (gate, _) in wide.Gates)
        {
            var (loose, strict) = (before.Check(gate, wide.Proposal(before)), after.Check(gate, tight.Proposal(after)));
            Assert.InRange(strict.PermittedUnits, 0, loose.PermittedUnits);
        }
    });

    [Fact]
    public void EveryGateBothPassesAndObjectsAmongTheCases()
    {
        var objected = new Dictionary<GateId, int>();
        for (var seed = 1; seed <= 100; seed++)
        {
            var c = new ExposureCase(seed);
            using var f = c.Engine();
            foreach (var (gate, _) in c.Gates)
            {
                objected[gate.Id] = objected.GetValueOrDefault(gate.Id) + (f.Check(gate, c.Proposal(f)).PermittedUnits <= c.Units ? 1 : 0);
            }
        }

        Assert.All(objected, o => Assert.InRange(o.Value, 10, 95));
    }

    private static void ForAll(Action<int> property) => Prop
        .ForAll(ArbMap.Default.ArbFor<int>().Generator.Resize(int.MaxValue / 2).ToArbitrary(), property)
        .Check(Config.QuickThrowOnFailure.WithMaxTest(Cases));
}
