using System.Security.Cryptography;
using Chronos.Core.Commands;
using Chronos.Core.Model;
using Chronos.Core.Signing;
using Chronos.Core.Tests.Pipeline;

namespace Chronos.Core.Tests.NoBypass;

/// <summary>
/// Tries to reach the venue without the pipeline's present agreement: every attack on every path an order can take, in
/// every mode. A genuine order of the same path reaches the venue, so that a refusal says something.
/// </summary>
public class NoBypassTests
{
    /// <summary>How an order comes to be sealed.</summary>
    private static readonly Dictionary<string, Func<PipelineFixture, SealedOrder>> Paths = new()
    {
        ["submit"] = f => Last(f, f.Buy()),
        ["market"] = f => Last(f, f.Order(OrderSide.Buy, 10, 0) with { Type = OrderType.Market, TimeInForce = TimeInForce.Ioc }),
        ["cut"] = f => Last(f, f.Buy(500) with { Flags = ProposalFlags.AllowResize }),
        ["flatten"] = f =>
        {
            f.Hold(10);
            f.Command(CommandAction.Reduce);
            return Last(f, f.Sell(10) with { Type = OrderType.Market, LimitPrice = default, TimeInForce = TimeInForce.Ioc, Flags = ProposalFlags.ReduceOnly });
        },
        ["amend"] = f =>
        {
            var resting = f.Buy(10, 95);
            f.Work(in resting);
            return Last(f, f.Buy(12, 96) with { Replaces = resting.Id });
        },
        ["stop"] = f =>
        {
            f.Hold(10);
            return Last(f, f.Stop(OrderSide.Sell, 10, 90));
        },
        ["retry"] = f =>
        {
            var first = Last(f, f.Buy());
            f.Answer(first.Id, ReportKind.NotSent);
            return Last(f, f.Buy());
        },
        ["vote"] = f =>
        {
            f.Load((ParkedCase.Policy with { Version = 2 }).Build());
            var waiting = ParkedCase.Park(f);
            Assert.True(f.Vote(in waiting, VoteKind.Approve).Decision.Passes);
            return f.Outbound.Orders[^1];
        },
        ["recovery"] = f =>
        {
            Last(f, f.Buy());
            f.StartRun(mode: f.Scope.Mode);
            f.Command(CommandAction.Arm);
            f.TellAll();
            return Last(f, f.Buy());
        },
    };

    /// <summary>What is done to a genuine order before it is put on the venue's ring, and what must be answered.</summary>
    private static readonly Dictionary<string, Func<PipelineFixture, SealedOrder, (SealedOrder Forged, ReasonCode Expected)>> Attacks = new()
    {
        ["unsealed"] = (_, o) => (o with { Seal = default }, ReasonCode.SealMismatch),
        ["quantity"] = (_, o) => (o with { Quantity = o.Quantity + Quantity.FromUnits(1) }, ReasonCode.SealMismatch),
        ["less quantity"] = (_, o) => (o with { Quantity = o.Quantity - Quantity.FromUnits(1) }, ReasonCode.SealMismatch),
        ["price"] = (_, o) => (o with { WorstPrice = Price.FromUnits(o.WorstPrice.Units + 1) }, ReasonCode.SealMismatch),
        ["side"] = (_, o) => (o with { PackedTerms = (byte)(o.PackedTerms ^ 1) }, ReasonCode.SealMismatch),
        ["reduction"] = (_, o) => (o with { PackedTerms = (byte)(o.PackedTerms ^ 64) }, ReasonCode.SealMismatch),
        ["instrument"] = (_, o) => (o with { Instrument = new InstrumentId(1) }, ReasonCode.SealEpoch),
        ["strategy"] = (_, o) => (o with { Strategy = new StrategyId(1) }, ReasonCode.SealEpoch),
        ["proposal"] = (_, o) => (o with { Proposal = new ProposalId(o.Proposal.Value + 1) }, ReasonCode.SealMismatch),
        ["votes"] = (_, o) => (o with { VoteBitmap = 0 }, ReasonCode.SealMismatch),
        ["longer life"] = (_, o) => (o with { ExpiresAtNanos = long.MaxValue }, ReasonCode.SealMismatch),
        ["foreign key"] = (f, o) => (Resealed(o, SHA256.HashData("foreign"u8)), ReasonCode.SealMismatch),
        ["unknown key"] = (_, o) => (o with { KeyId = 77 }, ReasonCode.SealKeyUnknown),
        ["older epoch"] = (f, o) =>
        {
            f.Command(CommandAction.Halt);
            f.Command(CommandAction.Arm);
            return (o, ReasonCode.SealEpoch);
        },
        ["killed strategy"] = (f, o) =>
        {
            f.Command(CommandAction.Kill, ScopeKind.Strategy, "alpha");
            return (o, ReasonCode.SealEpoch);
        },
        ["run before"] = (f, o) =>
        {
            f.StartRun(mode: f.Scope.Mode);
            return (o, ReasonCode.SealEpoch);
        },
        ["retired policy"] = (f, o) =>
        {
            f.Load(new TestPolicy { Version = f.Policy.Version + 1 }.Build());
            return (o, ReasonCode.SealEpoch);
        },
        ["other mode"] = (f, o) =>
        {
            f.StartRun(mode: f.Scope.Mode == EngineMode.Paper ? EngineMode.Live : EngineMode.Paper);
            return (o, ReasonCode.SealEpoch);
        },
    };

    /// <summary>A vote from outside releases what waits by the same seal.</summary>
    [Fact]
    public void AParkedProposalLeavesOnlyAsSealedByItsVote()
    {
        using var f = new PipelineFixture(ParkedCase.Policy);
        var proposal = ParkedCase.Park(f);
        Assert.Empty(f.Outbound.Orders);
        f.Vote(in proposal, VoteKind.Approve);
        var order = f.Outbound.Orders.Single();

        Assert.Empty(Egress.Push(f, f.Now, order with { VoteBitmap = (byte)(order.VoteBitmap & 63) }).Sent);
        Assert.Equal([order.Id], Egress.Push(f, f.Now, order).Sent);
    }

    public static TheoryData<EngineMode, string> EveryPath()
    {
        var data = new TheoryData<EngineMode, string>();
        foreach (var mode in new[] { EngineMode.Paper, EngineMode.Shadow, EngineMode.Live })
        {
            foreach (var path in Paths.Keys)
            {
                data.Add(mode, path);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(EveryPath))]
    public void AGenuineOrderLeavesOnceAndNeverAgain(EngineMode mode, string path)
    {
        using var f = new PipelineFixture(mode: mode);
        var order = Paths[path](f);

        var (sent, notSent) = Egress.Push(f, f.Now, order, order);

        Assert.Equal([order.Id], sent);
        Assert.Equal([(order.Id, ReasonCode.SealSpent)], notSent);
    }

    [Theory]
    [MemberData(nameof(EveryPath))]
    public void AnExpiredOrderDoesNotLeave(EngineMode mode, string path)
    {
        using var f = new PipelineFixture(mode: mode);
        var order = Paths[path](f);

        var (sent, notSent) = Egress.Push(f, order.ExpiresAtNanos + 1, order);

        Assert.Empty(sent);
        Assert.Equal([(order.Id, ReasonCode.SealExpired)], notSent);
    }

    [Theory]
    [MemberData(nameof(EveryPath))]
    public void NoForgeryLeaves(EngineMode mode, string path)
    {
        foreach (var (name, attack) in Attacks)
        {
            using var f = new PipelineFixture(mode: mode);
            var (forged, expected) = attack(f, Paths[path](f));

            var (sent, notSent) = Egress.Push(f, f.Now, forged);

            Assert.True(sent.Count == 0, $"{name} on {path} in {mode} reached the venue");
            Assert.Equal((forged.Id, expected, name), (notSent.Single().Order, notSent.Single().Reason, name));
        }
    }

    private static SealedOrder Last(PipelineFixture f, Proposal proposal)
    {
        ref readonly var e = ref f.Propose(in proposal);
        Assert.True(e.Decision.Passes, e.Decision.Reason.ToString());
        return f.Outbound.Orders[^1];
    }

    private static SealedOrder Resealed(SealedOrder order, byte[] secret)
    {
        using var keys = new KeyRing(new SealKey(order.KeyId, secret));
        using var signer = keys.CreateSigner(order.KeyId);
        var block = default(CanonicalBlock);
        CanonicalOrder.Write(
            order.Id, order.Proposal, order.Quantity, order.WorstPrice, order.ExpiresAtNanos,
            order.PackedTerms, order.VoteBitmap, order.Context, ref block);
        var seal = default(SealBytes);
        signer.SignOneBlock(block, CanonicalOrder.Bytes, seal);
        return order with { Seal = seal };
    }
}
