using System.Globalization;
using Chronos.Core;
using Chronos.Core.Model;
using Chronos.Core.Replay;
using Chronos.Core.Replay.Readings;

namespace Chronos.Host.Audit;

/// <summary>An explanation for people, in the order things happened.</summary>
internal static class ExplanationText
{
    /// <summary>The lines.</summary>
    public static IEnumerable<string> Of(Explanation explanation)
    {
        if (!explanation.Replay.IsIdentical)
        {
            yield return $"the journal does not replay as recorded ({explanation.Replay.FirstDifference}): what follows means little";
        }

        foreach (var decision in explanation.Decisions)
        {
            foreach (var line in Decision(decision))
            {
                yield return line;
            }
        }

        foreach (var message in explanation.Messages)
        {
            yield return Message(message, explanation.Final.Reference);
        }

        if (explanation.Final.Decision.Record.Passes)
        {
            yield return $"latency    {OrderLatency.Of(explanation.Messages)}";
        }
    }

    private static IEnumerable<string> Decision(DecisionReading reading)
    {
        var record = reading.Decision.Record;
        if (reading.Kind == EventKind.Proposal)
        {
            yield return $"proposal   sequence {reading.Decision.Sequence} {IsoTime.Format(reading.Decision.DecidedAtNanos)}, "
                + $"{reading.Input.Length} bytes, content {reading.ContentHash:x16}";
            yield return "  " + string.Join("  ", ProposalFields.Of(reading).Select(f => $"{f.Name} {f.Value ?? "none"}"));
        }
        else
        {
            yield return $"{(reading.Kind == EventKind.Vote ? "vote" : "expiry"),-10} sequence {reading.Decision.Sequence} "
                + $"{IsoTime.Format(reading.Decision.DecidedAtNanos)}{OutsideVote(reading)}";
            yield return $"  waited since {IsoTime.Format(reading.Parking.SinceNanos)}, until {IsoTime.Format(reading.Parking.UntilNanos)}; "
                + $"{reading.Parking.Approvals} approve, {reading.Parking.Objections} object";
        }

        foreach (var line in Gates(reading).Concat(Votes(reading)))
        {
            yield return line;
        }

        yield return $"verdict    {record.Verdict} {record.PermittedQuantity} of {reading.Decision.Proposal.Quantity}{Why(in record)}";
        foreach (var objection in Others(reading))
        {
            yield return $"  also {objection.Code}{Compared(objection.Observed, objection.Limit, objection.Unit)}";
        }

        if (!reading.Decision.Counterfactual.IsEmpty)
        {
            yield return $"  would pass: {WouldPass(reading.Decision.Counterfactual)}";
        }

        if (record.Verdict == Verdict.Pending)
        {
            yield return $"  waits for votes until {IsoTime.Format(record.ExpiresAtNanos)}";
        }

        if (reading.Policy is { } policy)
        {
            yield return $"policy     '{policy.Name}' version {policy.Version}, hash {Convert.ToHexStringLower(policy.Hash)}; "
                + $"mode {reading.Mode}, stage {reading.Stage}{(reading.Mode != EngineMode.Live ? " (simulated)" : "")}";
        }

        if (record.Passes)
        {
            yield return $"seal       order {record.OrderId}, key {record.KeyId}, expires {IsoTime.Format(record.ExpiresAtNanos)}, "
                + $"worst price {record.WorstPrice}, context {Convert.ToHexStringLower(record.Context)}";
            yield return $"  {Convert.ToHexStringLower(record.Seal)}, {Recomputed(reading)}";
        }
    }

    private static string Recomputed(DecisionReading reading) => !reading.IsSealRecomputed
        ? "as recorded; --key makes it anew"
        : reading.IsIdentical ? "made anew with the key and equal" : "made anew with the key, and NOT what was recorded";

    private static IEnumerable<string> Gates(DecisionReading reading)
    {
        if (reading.Gates.Count == 0)
        {
            yield return $"gates      not asked: {reading.Decision.Reason} came before them";
            yield break;
        }

        var objecting = reading.Gates.Count(g => g.Outcome != GateOutcome.Passes);
        yield return $"gates      {reading.Gates.Count} asked, {objecting} would let less pass"
            + (reading.Reference.IsKnown ? $"; quote {reading.Reference.Bid} at {reading.Reference.Ask}" : "; no quote");
        foreach (var gate in reading.Gates)
        {
            var cap = gate.PermittedUnits == long.MaxValue ? "" : $"; lets {FixedPoint.Format(gate.PermittedUnits)} pass";
            yield return $"  {gate.Gate,-20} {gate.Outcome,-9}{Figures(gate.Gauge)}{cap}{(gate.IsNearMiss ? "; near" : "")}";
        }
    }

    private static IEnumerable<string> Votes(DecisionReading reading)
    {
        foreach (var vote in reading.Votes)
        {
            var why = vote.Vote.Reason == ReasonCode.None
                ? ""
                : $" {vote.Vote.Reason}{Compared(vote.Vote.Observed, vote.Vote.Limit, ReasonUnits.Of(vote.Vote.Reason))}";
            yield return $"vote       {vote.Approver,-10} {vote.Vote.Kind}{why}";
            foreach (var gauge in vote.Gauges)
            {
                yield return $"  {gauge.Code,-24}{Figures(gauge)}";
            }
        }

        if (reading.Votes.Count == 0)
        {
            yield return "votes      none: nothing was left to vote about";
        }
    }

    private static string Message(OrderMessage m, Reference reference)
    {
        var head = $"{Word(m),-10} sequence {m.Sequence} {IsoTime.Format(m.TimeNanos)}, {m.SinceApprovalNanos} ns after approval";
        var outcome = m.Outcome == ReasonCode.None ? "" : $"; {m.Outcome}{(m.IsBooked ? "" : ": not booked")}";
        if (m.Kind != OrderMessageKind.Report)
        {
            return head + (m.Cause is EventKind.None or EventKind.Proposal ? "" : $", caused by a {m.Cause}") + outcome;
        }

        var report = m.Report;
        var marks = (report.Flags & ReportFlags.Simulated) != 0 ? " (simulated)" : "";
        if (report.Kind == ReportKind.Sent)
        {
            return $"{head}: handed to the venue's connector at {IsoTime.Format(report.VenueTimeNanos)}{marks}{outcome}";
        }

        if (report.Kind != ReportKind.Fill)
        {
            return $"{head}: {report.Kind}, {report.CumulativeQuantity} filled{(report.Reason == ReasonCode.None ? "" : $", {report.Reason}")}{marks}{outcome}";
        }

        var slippage = reference.IsKnown
            ? $", {Amounts.Bps(reference.HundredthBps(report.Side, report.LastPrice))} bps and {reference.Cost(report.Side, report.LastPrice, report.LastQuantity)} worse than the middle {reference.Middle}"
            : ", no quote to measure slippage by";
        return $"{head}: {report.LastQuantity} at {report.LastPrice}, fee {report.Fee}{((report.Flags & ReportFlags.Maker) != 0 ? ", maker" : "")}{slippage}{marks}{outcome}";
    }

    private static string Word(OrderMessage m) => m.Kind switch
    {
        OrderMessageKind.HandedOver => "handed",
        OrderMessageKind.CancelAsked => "cancel",
        OrderMessageKind.CancelHandedOver => "canceling",
        _ => m.Report.Kind switch { ReportKind.Fill => "fill", ReportKind.Sent => "sent", _ => "report" },
    };

    private static string Figures(Gauge gauge)
    {
        if (!gauge.IsKnown)
        {
            return gauge.Code == ReasonCode.None ? "" : $" {gauge.Code}";
        }

        var headroom = gauge.Headroom is { } left ? $", headroom {Amounts.Text(left, gauge.Unit)}" : "";
        return $"{Compared(gauge.Observed, gauge.Limit, gauge.Unit)}{headroom} {gauge.Unit}";
    }

    private static string Compared(long observed, long limit, MeasureUnit unit) => unit == MeasureUnit.None
        ? ""
        : $" observed {Amounts.Text(observed, unit)}, limit {Amounts.Text(limit, unit)}";

    private static string Why(in DecisionRecord record) => record.Reason == ReasonCode.None
        ? ""
        : $" by {(record.BindingGate == GateId.None ? "" : $"gate {record.BindingGate}: ")}{record.Reason}"
            + Compared(record.Observed, record.Limit, ReasonUnits.Of(record.Reason));

    /// <summary>Reasons that no gate gave: the decoder's, the quorum's.</summary>
    private static List<Objection> Others(DecisionReading reading)
    {
        List<Objection> others = [];
        foreach (var objection in reading.Decision.Objections)
        {
            if (objection.Gate == GateId.None && objection.Code != reading.Decision.Reason)
            {
                others.Add(objection);
            }
        }

        return others;
    }

    private static string OutsideVote(DecisionReading reading)
    {
        if (reading.Kind != EventKind.Vote)
        {
            return "";
        }

        var vote = System.Runtime.InteropServices.MemoryMarshal.Read<ExternalVote>(reading.Input.Span);
        return string.Create(CultureInfo.InvariantCulture, $": {vote.Voter} says {vote.Kind}, counter {vote.Counter}");
    }

    private static string WouldPass(Counterfactual would)
    {
        List<string> parts = [];
        if (!would.LargestQuantity.IsZero)
        {
            parts.Add($"quantity {would.LargestQuantity}");
        }

        if (!would.NearestPrice.IsZero)
        {
            parts.Add($"price {would.NearestPrice}");
        }

        if (would.EarliestNanos != 0)
        {
            parts.Add($"at {IsoTime.Format(would.EarliestNanos)}");
        }

        return string.Join(", or ", parts);
    }
}
