using Chronos.Core.Gates;
using Chronos.Core.Model;
using Chronos.Core.Tests.Pipeline;
using FsCheck;
using FsCheck.Fluent;

namespace Chronos.Core.Tests.Gates;

/// <summary>What holds for the gates on rate and repetition after any trading: <c>new RateActivity(seed, steps)</c>.</summary>
public class RateAlgebraTests
{
    private const int Cases = 60;
    private const int Steps = 150;

    private static readonly IGate[] Gates = new RateGates().All();

    /// <summary>Skipping those that are not held answers as asking every one of them.</summary>
    [Fact]
    public void TheGroupAnswersAsEachOfItsGates() => ForAll(a =>
    {
        for (var i = 0; i < 20; i++)
        {
            var proposal = a.Proposal();
            Assert.Equal(Decision(a.Engine.Ask(Gates, in proposal)), Decision(a.Engine.Ask(new RateGates(), in proposal)));
            a.Engine.AdvanceNanos(10 * PipelineFixture.Milli);
        }
    });

    [Fact]
    public void TighteningALimitNeverLetsMoreThrough() => ForAll(a =>
    {
        var (section, key, _, _) = RateActivity.Limits[a.Engine.Now % RateActivity.Limits.Length];
        Proposal[] proposals = [.. Enumerable.Range(0, 20).Select(_ => a.Proposal())];
        var before = proposals.SelectMany(p => Gates.Select(g => a.Engine.Check(g, p).PermittedUnits)).ToArray();

        Assert.Equal(ReasonCode.None, a.Engine.Load(RateActivity.Policy(version: 2, $"{section}.{key}").Build()));
        var after = proposals.SelectMany(p => Gates.Select(g => a.Engine.Check(g, p).PermittedUnits)).ToArray();
        Assert.All(before.Zip(after), pair => Assert.True(pair.Second <= pair.First, $"{section}.{key}"));
    });

    [Fact]
    public void NeverLetsMoreThroughThanAsked() => ForAll(a =>
    {
        var proposal = a.Proposal();
        var d = a.Engine.Ask(new RateGates(), in proposal).Decision;
        Assert.InRange(d.PermittedQuantity.Units, 0, proposal.Quantity.Units);
        Assert.Equal(d.Verdict == Verdict.Approve, d.Objections.IsEmpty);
    });

    /// <summary>A gate that says when it will pass passes then, and not a nanosecond earlier.</summary>
    [Fact]
    public void SayExactlyWhenTheyPass() => ForAll(a =>
    {
        for (var i = 0; i < 20; i++)
        {
            var proposal = a.Proposal();
            foreach (var gate in Gates.OfType<ITimeGate>())
            {
                AssertPassesWhenItSays(a.Engine, gate, in proposal);
            }
        }
    });

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Replays(int seed)
    {
        using var a = new RateActivity(seed, 10 * Steps, slows: false);
        a.Engine.AssertReplays();
    }

    [Fact]
    public void EveryGateObjectsNowAndThen()
    {
        var objected = default(GateMask);
        for (var seed = 1; seed <= 10; seed++)
        {
            using var a = new RateActivity(seed, 4 * Steps);
            objected |= a.Objected;
        }

        Assert.All(
            Gates.Where(g => g.Id is not (GateId.VenueWindow or GateId.OrderCapacity or GateId.AmendRate)),
            g => Assert.True(objected.Has(g.Id), g.Id.ToString()));
    }

    private static void AssertPassesWhenItSays(PipelineFixture f, ITimeGate gate, in Proposal proposal)
    {
        var e = default(EngineEvent);
        e.Proposal = proposal;
        e.TimeNanos = f.Now;
        var context = new GateContext(ref e, f.State);
        var at = gate.PassesAtNanos(in context, f.State);
        var passesNow = f.Check(gate, in proposal).Code == ReasonCode.None;
        Assert.Equal(passesNow, at == f.Now);
        if (at == long.MaxValue || passesNow)
        {
            return;
        }

        var wait = at - f.Now;
        f.AdvanceNanos(wait - 1);
        Assert.NotEqual(ReasonCode.None, f.Check(gate, in proposal).Code);
        f.AdvanceNanos(1);
        Assert.Equal(ReasonCode.None, f.Check(gate, in proposal).Code);
        f.AdvanceNanos(-wait);
    }

    private static (Verdict Verdict, Quantity Permitted, GateMask Objections) Decision(in EngineEvent e) =>
        (e.Decision.Verdict, e.Decision.PermittedQuantity, e.Decision.Objections);

    private static void ForAll(Action<RateActivity> property) => Prop
        .ForAll(ArbMap.Default.ArbFor<int>().Generator.Resize(int.MaxValue / 2).ToArbitrary(), seed =>
        {
            using var activity = new RateActivity(seed, Steps);
            property(activity);
        })
        .Check(Config.QuickThrowOnFailure.WithMaxTest(Cases));
}
