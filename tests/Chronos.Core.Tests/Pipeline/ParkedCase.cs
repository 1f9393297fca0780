using Chronos.Core.Model;

namespace Chronos.Core.Tests.Pipeline;

/// <summary>
/// A policy that lets proposals wait for carol, dave or a voter named as strategy alpha, and a proposal that must: of the three
/// approvals it needs, the execution approver withholds one because it takes more than the displayed size allows.
/// </summary>
internal static class ParkedCase
{
    public const int WaitMillis = 30_000;

    public static readonly TestPolicy Policy = new()
    {
        ApprovalsMin = 3,
        DisplayedSizePercentMax = 1,
        Shortfall = "Pending",
        PendingMillisMax = WaitMillis,
        Approvers = "\"carol\", \"dave\", \"alpha\"",
    };

    /// <summary>Proposes it and asserts that it waits.</summary>
    public static Proposal Park(PipelineFixture f, int strategy = 0)
    {
        var proposal = f.Order(OrderSide.Buy, 20, 101, strategy);
        f.Propose(in proposal);
        Assert.Equal((Verdict.Pending, ReasonCode.QuorumShort), (f.Last.Decision.Verdict, f.Last.Decision.Reason));
        return proposal;
    }

    /// <summary>Lets time pass, with quotes and snapshots as fresh as before.</summary>
    public static void Wait(PipelineFixture f, long millis)
    {
        f.Advance(millis);
        f.Quote();
        f.Quote(instrument: 1);
        f.TellAll();
    }
}
