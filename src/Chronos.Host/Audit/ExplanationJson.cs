using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using Chronos.Core;
using Chronos.Core.Model;
using Chronos.Core.Replay;
using Chronos.Core.Replay.Readings;

namespace Chronos.Host.Audit;

/// <summary>An explanation as the members of a JSON object.</summary>
internal static class ExplanationJson
{
    /// <summary>Writes them.</summary>
    public static void Write(Utf8JsonWriter w, Explanation explanation)
    {
        w.WriteBoolean("identical", explanation.Replay.IsIdentical);
        w.WriteString("firstDifference", explanation.Replay.FirstDifference);
        w.WriteString("verdict", explanation.Final.Decision.Verdict.ToString());
        w.WriteStartArray("decisions");
        foreach (var decision in explanation.Decisions)
        {
            w.WriteStartObject();
            Write(w, decision);
            w.WriteEndObject();
        }

        w.WriteEndArray();
        w.WriteStartArray("messages");
        foreach (var message in explanation.Messages)
        {
            w.WriteStartObject();
            Write(w, message, explanation.Final.Reference);
            w.WriteEndObject();
        }

        w.WriteEndArray();
        if (explanation.Final.Decision.Record.Passes)
        {
            var latency = OrderLatency.Of(explanation.Messages);
            w.WriteStartObject("latency");
            Write(w, "sentNanos", latency.Sent);
            Write(w, "acknowledgedNanos", latency.Acknowledged);
            Write(w, "firstFillNanos", latency.FirstFill);
            w.WriteEndObject();
        }
    }

    private static void Write(Utf8JsonWriter w, DecisionReading reading)
    {
        var record = reading.Decision.Record;
        w.WriteNumber("sequence", reading.Decision.Sequence);
        WriteTime(w, "decidedAt", reading.Decision.DecidedAtNanos);
        w.WriteString("cause", reading.Kind.ToString());
        w.WriteNumber("frameBytes", reading.Input.Length);
        w.WriteString("frame", Convert.ToHexStringLower(reading.Input.Span));
        w.WriteString("contentHash", reading.ContentHash.ToString("x16", CultureInfo.InvariantCulture));
        w.WriteStartObject("proposal");
        foreach (var (name, value) in ProposalFields.Of(reading))
        {
            w.WriteString(name, value);
        }

        w.WriteEndObject();
        WriteWaiting(w, reading);
        WriteReference(w, reading.Reference);
        w.WriteStartArray("gates");
        foreach (var gate in reading.Gates)
        {
            w.WriteStartObject();
            w.WriteString("gate", gate.Gate.ToString());
            w.WriteString("outcome", gate.Outcome.ToString());
            w.WriteString("permittedQuantity", gate.PermittedUnits == long.MaxValue ? null : FixedPoint.Format(gate.PermittedUnits));
            Write(w, gate.Gauge);
            w.WriteBoolean("nearMiss", gate.IsNearMiss);
            w.WriteEndObject();
        }

        w.WriteEndArray();
        WriteVotes(w, reading);
        WriteVerdict(w, reading, in record);
        w.WriteNumber("policyVersion", record.PolicyVersion);
        w.WriteString("policyHash", reading.Policy is { } policy ? Convert.ToHexStringLower(policy.Hash) : null);
        w.WriteString("mode", reading.Mode.ToString());
        w.WriteString("stage", reading.Stage.ToString());
        WriteSeal(w, reading, in record);
        w.WriteBoolean("recordIdentical", reading.IsIdentical);
    }

    private static void WriteWaiting(Utf8JsonWriter w, DecisionReading reading)
    {
        if (!reading.Parking.IsParked)
        {
            return;
        }

        w.WriteStartObject("waiting");
        WriteTime(w, "since", reading.Parking.SinceNanos);
        WriteTime(w, "until", reading.Parking.UntilNanos);
        w.WriteNumber("approvals", reading.Parking.Approvals);
        w.WriteNumber("objections", reading.Parking.Objections);
        if (reading.Kind == EventKind.Vote)
        {
            var vote = MemoryMarshal.Read<ExternalVote>(reading.Input.Span);
            w.WriteString("voter", vote.Voter.ToString());
            w.WriteString("vote", vote.Kind.ToString());
            w.WriteString("counter", vote.Counter.ToString(CultureInfo.InvariantCulture));
        }

        w.WriteEndObject();
    }

    private static void WriteReference(Utf8JsonWriter w, Reference reference)
    {
        if (!reference.IsKnown)
        {
            w.WriteNull("quote");
            return;
        }

        w.WriteStartObject("quote");
        w.WriteString("bid", reference.Bid.ToString());
        w.WriteString("ask", reference.Ask.ToString());
        w.WriteString("middle", reference.Middle.ToString());
        WriteTime(w, "toldAt", reference.TimeNanos);
        w.WriteEndObject();
    }

    private static void WriteVotes(Utf8JsonWriter w, DecisionReading reading)
    {
        w.WriteStartArray("votes");
        foreach (var vote in reading.Votes)
        {
            w.WriteStartObject();
            w.WriteString("approver", vote.Approver.ToString());
            w.WriteString("vote", vote.Vote.Kind.ToString());
            w.WriteString("reason", vote.Vote.Reason == ReasonCode.None ? null : vote.Vote.Reason.ToString());
            w.WriteStartArray("figures");
            foreach (var gauge in vote.Gauges)
            {
                w.WriteStartObject();
                Write(w, gauge);
                w.WriteEndObject();
            }

            w.WriteEndArray();
            w.WriteEndObject();
        }

        w.WriteEndArray();
    }

    private static void WriteVerdict(Utf8JsonWriter w, DecisionReading reading, in DecisionRecord record)
    {
        w.WriteString("verdict", record.Verdict.ToString());
        w.WriteString("permittedQuantity", record.PermittedQuantity.ToString());
        w.WriteString("bindingGate", record.BindingGate == GateId.None ? null : record.BindingGate.ToString());
        w.WriteString("outcome", reading.Outcome == ReasonCode.None ? null : reading.Outcome.ToString());
        w.WriteStartArray("reasons");
        foreach (var objection in reading.Decision.Objections)
        {
            w.WriteStartObject();
            w.WriteNumber("code", (int)objection.Code);
            w.WriteString("name", objection.Code.ToString());
            w.WriteString("gate", objection.Gate == GateId.None ? null : objection.Gate.ToString());
            Amounts.Write(w, "observed", objection.Observed, objection.Unit);
            Amounts.Write(w, "limit", objection.Limit, objection.Unit);
            w.WriteString("unit", objection.Unit.ToString());
            w.WriteEndObject();
        }

        w.WriteEndArray();
        var would = reading.Decision.Counterfactual;
        if (!would.IsEmpty)
        {
            w.WriteStartObject("counterfactual");
            w.WriteString("largestQuantity", would.LargestQuantity.IsZero ? null : would.LargestQuantity.ToString());
            w.WriteString("nearestPrice", would.NearestPrice.IsZero ? null : would.NearestPrice.ToString());
            w.WriteString("earliest", would.EarliestNanos == 0 ? null : IsoTime.Format(would.EarliestNanos));
            w.WriteEndObject();
        }

        if (record.Verdict == Verdict.Pending)
        {
            WriteTime(w, "pendingUntil", record.ExpiresAtNanos);
        }
    }

    private static void WriteSeal(Utf8JsonWriter w, DecisionReading reading, in DecisionRecord record)
    {
        if (!record.Passes)
        {
            w.WriteNull("seal");
            return;
        }

        w.WriteStartObject("seal");
        w.WriteString("orderId", record.OrderId.ToString());
        w.WriteString("worstPrice", record.WorstPrice.ToString());
        w.WriteNumber("keyId", record.KeyId);
        WriteTime(w, "expiresAt", record.ExpiresAtNanos);
        w.WriteString("context", Convert.ToHexStringLower(record.Context));
        w.WriteString("bytes", Convert.ToHexStringLower(record.Seal));
        w.WriteBoolean("recomputed", reading.IsSealRecomputed);
        w.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter w, OrderMessage message, Reference reference)
    {
        w.WriteNumber("sequence", message.Sequence);
        WriteTime(w, "time", message.TimeNanos);
        w.WriteString("message", message.Kind.ToString());
        w.WriteNumber("sinceApprovalNanos", message.SinceApprovalNanos);
        w.WriteString("outcome", message.Outcome == ReasonCode.None ? null : message.Outcome.ToString());
        w.WriteBoolean("booked", message.IsBooked);
        if (message.Cause != EventKind.None)
        {
            w.WriteString("cause", message.Cause.ToString());
        }

        if (message.Kind != OrderMessageKind.Report)
        {
            return;
        }

        var report = message.Report;
        w.WriteString("report", report.Kind.ToString());
        w.WriteBoolean("simulated", (report.Flags & ReportFlags.Simulated) != 0);
        w.WriteString("cumulativeQuantity", report.CumulativeQuantity.ToString());
        w.WriteString("reason", report.Reason == ReasonCode.None ? null : report.Reason.ToString());
        WriteTime(w, "venueTime", report.VenueTimeNanos);
        if (report.Kind == ReportKind.Fill)
        {
            w.WriteString("executionId", report.ExecutionId.ToString(CultureInfo.InvariantCulture));
            w.WriteString("quantity", report.LastQuantity.ToString());
            w.WriteString("price", report.LastPrice.ToString());
            w.WriteString("fee", report.Fee.ToString());
            w.WriteBoolean("maker", (report.Flags & ReportFlags.Maker) != 0);
            w.WriteString("slippageBps", reference.IsKnown ? Amounts.Bps(reference.HundredthBps(report.Side, report.LastPrice)) : null);
            w.WriteString("slippage", reference.IsKnown ? reference.Cost(report.Side, report.LastPrice, report.LastQuantity).ToString() : null);
        }
    }

    private static void Write(Utf8JsonWriter w, Gauge gauge)
    {
        w.WriteString("code", gauge.Code == ReasonCode.None ? null : gauge.Code.ToString());
        Amounts.Write(w, "observed", gauge.IsKnown ? gauge.Observed : null, gauge.Unit);
        Amounts.Write(w, "limit", gauge.IsKnown ? gauge.Limit : null, gauge.Unit);
        Amounts.Write(w, "headroom", gauge.Headroom, gauge.Unit);
        w.WriteString("unit", gauge.IsKnown ? gauge.Unit.ToString() : null);
    }

    private static void Write(Utf8JsonWriter w, string name, long? nanos)
    {
        if (nanos is { } known)
        {
            w.WriteNumber(name, known);
        }
        else
        {
            w.WriteNull(name);
        }
    }

    private static void WriteTime(Utf8JsonWriter w, string name, long nanos) => w.WriteString(name, IsoTime.Format(nanos));
}
