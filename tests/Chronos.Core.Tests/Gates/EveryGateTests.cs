using System.Reflection;
using Chronos.Core.Gates;
using Chronos.Core.Model;
using Chronos.Core.Policies;
using Chronos.Core.Tests.Pipeline;
using FsCheck;
using FsCheck.Fluent;

namespace Chronos.Core.Tests.Gates;

/// <summary>What holds for each gate of the registry, and that none is in it without its tests, its row and its field.</summary>
public class EveryGateTests
{
    private const int Cases = 40;
    private const int Events = 400;
    private const int Proposals = 25;

    /// <summary>Limits that bind after a little random trading.</summary>
    private static readonly TestPolicy Narrow = new TestPolicy { PositionMax = "120", GrossExposureMax = "20000", OrderNotionalMax = "5000", StrategyNotionalMax = "4000" }
        .With("accounts", "netExposureMax", "\"9000\"").With("accounts", "concentrationMax", "\"0.1\"").With("accounts", "herfindahlMax", "\"0.02\"")
        .With("accounts", "feeBpsMax", "10").With("accounts", "oneSidednessMax", "\"0.7\"").With("accounts", "selfTrade", "\"Shrink\"")
        .With("accounts", "openPositionsMax", "1").With("accounts", "weeklyLossMax", "\"500\"").With("accounts", "drawdownMax", "\"0.01\"")
        .With("instruments", "initialMargin", "\"0.5\"").With("groups", "grossExposureMax", "\"9000\"").With("allocations", "exposureMax", "\"8000\"")
        .With("limits", "spreadBpsMax", "150").With("limits", "driftBpsMax", "300").With("limits", "touchNotionalMin", "\"2000\"")
        .With("limits", "riskPerTradeMax", "\"0.0001\"").With("limits", "stopDistanceBpsMin", "50").With("limits", "collarPassiveBps", "300")
        .With("limits", "volumePercentMax", "50").With("limits", "depthPercentMax", "60").With("limits", "collarLastBps", "200");

    private static readonly IGate[] Gates = new GateChain().All();

    [Fact]
    public void EveryNumberIsAGate() => Assert.Equal(Enum.GetValues<GateId>().Where(g => g != GateId.None), Gates.Select(g => g.Id));

    /// <summary>
    /// After any trading, of any proposal: a gate never permits more than asked or less than nothing, says the same when asked
    /// again, names a cause of its own, and lets pass what it said may pass.
    /// </summary>
    [Fact]
    public void WhatAGateSaysMayPassPasses()
    {
        var cut = default(GateMask);
        Prop.ForAll(
            ArbMap.Default.ArbFor<int>().Generator.Resize(int.MaxValue / 2).ToArbitrary(),
            seed =>
            {
                using var f = new PipelineFixture(seed % 2 == 0 ? Narrow : new TestPolicy());
                new RandomEvents(f, seed, seed % 2 == 0 ? Narrow : new TestPolicy()).Run(Events, _ => { });
                var random = new Random(seed);
                for (var i = 0; i < Proposals; i++)
                {
                    var proposal = f.Order((OrderSide)random.Next(1, 3), random.Next(1, 400), random.Next(90, 112), random.Next(2), random.Next(2));
                    foreach (var gate in Gates)
                    {
                        AssertHolds(f, gate, in proposal, ref cut);
                    }
                }
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(Cases));
        Assert.True(cut.Count >= 15, $"only {cut.Count} gates left a part: {cut}");
    }

    [Fact]
    public void EveryGateHasEdgeTests()
    {
        var tested = typeof(EveryGateTests).Assembly.GetTypes().SelectMany(t => t.GetCustomAttribute<EdgesOfAttribute>()?.Gates
            ?? (t.Name.EndsWith("GateTests", StringComparison.Ordinal) && Enum.TryParse<GateId>(t.Name[..^"GateTests".Length], out var gate) && Tests(t) > 1
                ? [gate]
                : []));

        Assert.Empty(Gates.Select(g => g.Id).Except(tested));
    }

    /// <summary>Every field a row names is a key of a policy, and every limit of a policy is named by the row of the gate it limits.</summary>
    [Fact]
    public void EveryGateNamesItsPolicyFieldsAndEveryLimitItsGate()
    {
        // What limits something else than the passing of a proposal through a gate.
        string[] elsewhere =
        [
            "seal.ttlMillis", "quorum.approvalsMin", "quorum.snapshotAgeMillisMax", "quorum.pendingMillisMax", "limits.touchPercentMax",
            "quorum.shortfall", "keys.operators", "keys.approvers",
            "strategies.cancelsMax", "instruments.cancelsMax", "venues.cancelsMax",
        ];
        var named = GatePage.Fields.SelectMany(Named).ToHashSet();

        Assert.DoesNotContain(GatePage.Fields, f => !f.StartsWith("none", StringComparison.Ordinal) && !Named(f).Any());
        Assert.Empty(PolicyCatalog.All.Where(k => k.Loosening != Loosening.None).Select(Path).Except(named).Except(elsewhere));
    }

    private static void AssertHolds(PipelineFixture f, IGate gate, in Proposal proposal, ref GateMask cut)
    {
        var asked = proposal.Quantity.Units;
        var cap = f.Check(gate, in proposal);
        Assert.Equal(cap, f.Check(gate, in proposal));
        Assert.True(cap.PermittedUnits >= 0, gate.Id.ToString());
        if (cap.PermittedUnits >= asked)
        {
            return;
        }

        Assert.True((int)cap.Code is >= 200 and < 300, $"{gate.Id}: {cap.Code}");
        if (cap.PermittedUnits > 0)
        {
            cut.Add(gate.Id);
            var rest = f.Check(gate, proposal with { Quantity = Quantity.FromUnits(cap.PermittedUnits) });
            Assert.True(rest.PermittedUnits >= cap.PermittedUnits, $"{gate.Id} lets {cap.PermittedUnits} of {asked} pass, and then {rest.PermittedUnits}");
        }
    }

    private static int Tests(Type type) =>
        type.GetMethods().Count(m => m.GetCustomAttributes<FactAttribute>(inherit: true).Any());

    /// <summary>The keys in a row's text: "a.b" in full, "b" of the sections that follow, "a" for all of a section.</summary>
    private static IEnumerable<string> Named(string fields)
    {
        var words = fields.Split('`').Where((_, i) => i % 2 == 1).ToArray();
        var sections = words.Where(w => PolicyCatalog.All.Any(k => k.Section == w)).ToArray();
        return PolicyCatalog.All.Where(k =>
            words.Contains(Path(k)) || words.Contains(k.Section) && !words.Contains("of") && words.All(w => w == k.Section || w.Contains('.') || sections.Contains(w))
            || (words.Contains(k.Name) && sections.Contains(k.Section))
            || (k.Section.Length == 0 && words.Contains(k.Name))).Select(Path);
    }

    private static string Path(PolicyKey key) => key.Section.Length == 0 ? key.Name : $"{key.Section}.{key.Name}";
}
