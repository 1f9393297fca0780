using Chronos.Core;
using Chronos.Core.Model;
using Chronos.Core.Policies;

namespace Chronos.Host.Http;

/// <summary>Turns decisions and reports into what the API tells.</summary>
/// <param name="Policy">The policy that ruled.</param>
/// <param name="Mode">The mode of the run.</param>
/// <param name="Stage">The stage of the run.</param>
internal sealed record DecisionView(Policy Policy, EngineMode Mode, EngineStage Stage)
{
    /// <summary>Decisions of a running engine under the policy in force now.</summary>
    public static DecisionView Of(ChronosEngine engine) =>
        new(engine.Policy, engine.Options.Mode, engine.Options.Stage);

    /// <summary>A decision; <paramref name="latencyNanos"/> is null where it was not measured.</summary>
    public DecisionJson Tell(in Decision decision, long? latencyNanos)
    {
        ref readonly var record = ref decision.Record;
        var known = decision.Proposal.Id.Value != 0;
        return new DecisionJson
        {
            ProposalId = known ? decision.Proposal.Id.ToString() : null,
            Sequence = decision.Sequence,
            Verdict = record.Verdict.ToString(),
            Reasons = Reasons(in decision),
            BindingGate = record.BindingGate == GateId.None ? null : record.BindingGate.ToString(),
            RequestedQuantity = known ? decision.Proposal.Quantity.ToString() : null,
            PermittedQuantity = record.PermittedQuantity.ToString(),
            Votes = new VotesJson(
                Vote(record.Votes[(int)ApproverId.Risk]),
                Vote(record.Votes[(int)ApproverId.Portfolio]),
                Vote(record.Votes[(int)ApproverId.Execution]),
                record.OutsideVote == VoteKind.Abstain ? null : record.OutsideVote.ToString()),
            PolicyVersion = record.PolicyVersion,
            PolicyHash = Convert.ToHexStringLower(Policy.Hash),
            OrderId = record.OrderId.Value == 0 ? null : record.OrderId.ToString(),
            SealExpiresAt = record.OrderId.Value == 0 ? null : IsoTime.Format(record.ExpiresAtNanos),
            PendingUntil = record.Verdict == Verdict.Pending ? IsoTime.Format(record.ExpiresAtNanos) : null,
            Mode = Mode.ToString(),
            Stage = Stage.ToString(),
            DecidedAt = IsoTime.Format(decision.DecidedAtNanos),
            LatencyNanos = latencyNanos,
            Counterfactual = Tell(in decision.Counterfactual),
        };
    }

    /// <summary>An execution report as recorded.</summary>
    public static ReportJson Tell(in ExecutionReport report, long sequence, long timeNanos)
    {
        var fill = report.Kind == ReportKind.Fill;
        return new ReportJson(
            sequence,
            IsoTime.Format(timeNanos),
            report.Kind.ToString(),
            report.Order.ToString(),
            report.ExecutionId == 0 ? null : report.ExecutionId.ToString(System.Globalization.CultureInfo.InvariantCulture),
            report.Side.ToString(),
            fill ? report.LastQuantity.ToString() : null,
            fill ? report.LastPrice.ToString() : null,
            fill ? report.Fee.ToString() : null,
            report.CumulativeQuantity.ToString(),
            report.Reason == ReasonCode.None ? null : report.Reason.ToString(),
            (report.Flags & ReportFlags.Simulated) != 0,
            (report.Flags & ReportFlags.Maker) != 0,
            IsoTime.Format(report.VenueTimeNanos));
    }

    private static CounterfactualJson? Tell(in Counterfactual would) => would.IsEmpty
        ? null
        : new CounterfactualJson(
            would.LargestQuantity.IsZero ? null : would.LargestQuantity.ToString(),
            would.NearestPrice.IsZero ? null : would.NearestPrice.ToString(),
            would.EarliestNanos == 0 ? null : IsoTime.Format(would.EarliestNanos));

    private static List<ReasonJson> Reasons(in Decision decision)
    {
        List<ReasonJson> reasons = [];
        foreach (ref readonly var objection in decision.Objections)
        {
            reasons.Add(new ReasonJson(
                (int)objection.Code,
                objection.Code.ToString(),
                new Figure(objection.Observed, objection.Unit),
                new Figure(objection.Limit, objection.Unit),
                objection.Unit.ToString()));
        }

        return reasons;
    }

    /// <summary>An approver without fresh input abstains and says why; without a reason it was not asked.</summary>
    private static VoteJson? Vote(DecisionRecord.VoteSummary vote) => vote is { Kind: VoteKind.Abstain, Reason: ReasonCode.None }
        ? null
        : new VoteJson(vote.Kind.ToString(), vote.Reason == ReasonCode.None ? null : vote.Reason.ToString());
}
