using Chronos.Core;
using Chronos.Core.Journal;
using Chronos.Core.Model;
using Chronos.Core.Replay;
using Chronos.Core.Replay.Readings;
using Chronos.Host.Audit;

namespace Chronos.Host.Reports;

/// <summary>How well approved orders were executed: slippage, latency, fill ratio, fees and rejects. Simulated apart from real.</summary>
internal sealed class ExecutionQualityReport : IReportBuilder
{
    private const int WorstShown = 20;
    private const int BpsWhole = 10_000;

    private const int ToSend = 0;
    private const int SendToAnswer = 1;
    private const int ToAnswer = 2;
    private const int AnswerToFill = 3;
    private const int ToFill = 4;
    private const int ToCompleteFill = 5;

    private static readonly string[] Stages =
    [
        "decision to send", "send to acknowledgement", "decision to acknowledgement", "acknowledgement to first fill", "decision to first fill",
        "decision to complete fill",
    ];

    private readonly Dictionary<OrderId, OrderTrack> _open = [];
    private readonly SortedDictionary<(bool Simulated, string Strategy, string Instrument), ExecutionCounts> _counts = [];
    private readonly SortedDictionary<(bool Simulated, string Venue, int Stage), List<long>> _latencies = [];
    private readonly SortedDictionary<(bool Simulated, string Kind, string Reason), long> _refusals = [];
    private readonly List<(Notional Cost, object?[] Row)> _worst = [];

    /// <inheritdoc />
    public IReadOnlyList<string> Notes =>
    [
        "Slippage is against the middle of the quote in force at the decision, above zero for worse; without a quote it is not measured.",
        "Latencies are engine time from the record of the decision to the record of the report. An order is sent when its venue's connector is handed the message; journals of versions that did not record that have no samples of it, and unknown is not zero.",
        "The fill ratio is what was filled, up to the end of the time asked about, of orders approved in it.",
    ];

    /// <inheritdoc />
    public bool WantsFigures(Proposal proposal) => false;

    /// <inheritdoc />
    public void Take(AuditReplay replay, in RecordView record, bool isInRange)
    {
        if (replay.Decision is { Decision.Record.Passes: true } reading)
        {
            TakeOrder(reading, isInRange);
        }

        ref readonly var e = ref replay.Last;
        if (e.Kind == EventKind.ExecutionReport)
        {
            TakeReport(replay, e.Input.Read<ExecutionReport>(), e.Outcome, in record, isInRange);
        }
    }

    /// <inheritdoc />
    public IReadOnlyList<ReportSection> Build(AuditReplay replay)
    {
        var quality = new ReportSection(
            "execution",
            "Execution by strategy and instrument",
            ["simulated", "strategy", "instrument", "orders", "fills", "ordered", "filled", "fillRatioPercent", "traded", "slippage", "slippageBps", "fees", "rejected", "notSent", "canceled"]);
        foreach (var ((simulated, strategy, instrument), c) in _counts)
        {
            quality.Add(
                simulated, strategy, instrument, c.Orders, c.Fills, Text(c.Ordered), Text(c.Filled), Parts.Percent(c.Filled, c.Ordered),
                Text(c.Traded / FixedPoint.Scale), Text(c.Slippage),
                c.Measured == 0 ? null : Amounts.Bps((long)Parts.Ceiling(c.Slippage * FixedPoint.Scale * BpsWhole * 100, c.Measured)),
                Text(c.Fees), c.Rejected, c.NotSent, c.Canceled);
        }

        quality.Chart = new BarChart(
            "Slippage in quote currency",
            [.. _counts.Select(c => ($"{c.Key.Strategy} {c.Key.Instrument}{(c.Key.Simulated ? " (simulated)" : "")}", c.Value.Slippage, Text(c.Value.Slippage)))]);
        var worst = new ReportSection(
            "worstFills", $"The costliest fills (at most {WorstShown})",
            ["sequence", "time", "simulated", "strategy", "instrument", "side", "quantity", "price", "reference", "slippage", "slippageBps"]);
        foreach (var (_, row) in _worst.OrderByDescending(w => w.Cost.Units).Take(WorstShown))
        {
            worst.Add(row);
        }

        return [quality, Latencies(), Refusals(), worst];
    }

    private static string Text(Int128 units) => FixedPoint.Format((long)Int128.Clamp(units, long.MinValue, long.MaxValue));

    private void TakeOrder(DecisionReading reading, bool isInRange)
    {
        var d = reading.Decision;
        var policy = reading.Policy!;
        var track = new OrderTrack
        {
            Strategy = policy.Strategies[d.Proposal.Strategy.Value].Name,
            Instrument = policy.Instruments[d.Proposal.Instrument.Value].Symbol,
            Venue = policy.Venues[policy.Instruments[d.Proposal.Instrument.Value].Venue.Value].Name,
            IsSimulated = reading.Mode != EngineMode.Live,
            Quantity = d.PermittedQuantity,
            Reference = reading.Reference,
            ApprovedAtNanos = isInRange ? d.DecidedAtNanos : 0,
        };
        _open[d.OrderId] = track;
        if (isInRange)
        {
            var counts = CountsOf(track.IsSimulated, track);
            counts.Orders++;
            counts.Ordered += d.PermittedQuantity.Units;
        }
    }

    private ExecutionCounts CountsOf(bool simulated, OrderTrack track)
    {
        var key = (simulated, track.Strategy, track.Instrument);
        if (!_counts.TryGetValue(key, out var counts))
        {
            _counts.Add(key, counts = new ExecutionCounts());
        }

        return counts;
    }

    private void TakeReport(AuditReplay replay, in ExecutionReport report, ReasonCode outcome, in RecordView record, bool isInRange)
    {
        var isFill = report.Kind == ReportKind.Fill;
        if (isFill ? outcome is ReasonCode.ReportInvalid or ReasonCode.ReportDuplicate : outcome != ReasonCode.None)
        {
            return;
        }

        var track = _open.GetValueOrDefault(report.Order) ?? Stray(replay, in report);
        if (isInRange)
        {
            Count(track, in report, in record);
        }

        if (System.Runtime.CompilerServices.Unsafe.IsNullRef(in replay.State.Orders.Find(report.Order)))
        {
            _open.Remove(report.Order);
        }
    }

    /// <summary>A fill of no order of ours counts too, as nobody's.</summary>
    private static OrderTrack Stray(AuditReplay replay, in ExecutionReport report)
    {
        var policy = replay.State.Policy!;
        return new OrderTrack
        {
            Strategy = "(unattributed)",
            Instrument = policy.Instruments[report.Instrument.Value].Symbol,
            Venue = policy.Venues[policy.Instruments[report.Instrument.Value].Venue.Value].Name,
            IsSimulated = (report.Flags & ReportFlags.Simulated) != 0,
            Quantity = default,
            Reference = default,
            ApprovedAtNanos = 0,
        };
    }

    private void Count(OrderTrack track, in ExecutionReport report, in RecordView record)
    {
        var simulated = (report.Flags & ReportFlags.Simulated) != 0;
        var counts = CountsOf(report.Kind == ReportKind.Fill ? simulated : track.IsSimulated, track);
        var kind = report.Kind.ToString();
        switch (report.Kind)
        {
            case ReportKind.Sent when track.SentAtNanos == 0:
                track.SentAtNanos = record.TimeNanos;
                Measure(track, ToSend, track.ApprovedAtNanos, record.TimeNanos);
                break;
            case ReportKind.Acknowledged when track.AcknowledgedAtNanos == 0:
                track.AcknowledgedAtNanos = record.TimeNanos;
                Measure(track, SendToAnswer, track.SentAtNanos, record.TimeNanos);
                Measure(track, ToAnswer, track.ApprovedAtNanos, record.TimeNanos);
                break;
            case ReportKind.Fill:
                CountFill(track, counts, in report, in record, simulated);
                break;
            case ReportKind.Rejected:
                counts.Rejected++;
                Refuse(track.IsSimulated, kind, report.Reason);
                break;
            case ReportKind.NotSent:
                counts.NotSent++;
                Refuse(track.IsSimulated, kind, report.Reason);
                break;
            case ReportKind.Canceled:
                counts.Canceled++;
                break;
            case ReportKind.CancelRejected or ReportKind.Unknown:
                Refuse(track.IsSimulated, kind, report.Reason);
                break;
        }
    }

    private void CountFill(OrderTrack track, ExecutionCounts counts, in ExecutionReport report, in RecordView record, bool simulated)
    {
        var value = Math.BigMul(report.LastPrice.Units, report.LastQuantity.Units);
        counts.Fills++;
        counts.Traded += value;
        counts.Fees += report.Fee.Units;
        counts.Filled += track.ApprovedAtNanos == 0 ? 0 : report.LastQuantity.Units;
        track.Filled += report.LastQuantity;
        if (track.FirstFillNanos == 0)
        {
            track.FirstFillNanos = record.TimeNanos;
            Measure(track, AnswerToFill, track.AcknowledgedAtNanos, record.TimeNanos);
            Measure(track, ToFill, track.ApprovedAtNanos, record.TimeNanos);
        }

        if (track.Filled == track.Quantity)
        {
            Measure(track, ToCompleteFill, track.ApprovedAtNanos, record.TimeNanos);
        }

        if (!track.Reference.IsKnown)
        {
            return;
        }

        var cost = track.Reference.Cost(report.Side, report.LastPrice, report.LastQuantity);
        counts.Measured += value;
        counts.Slippage += cost.Units;
        _worst.Add((cost,
        [
            record.Sequence, IsoTime.Format(record.TimeNanos), simulated, track.Strategy, track.Instrument, report.Side.ToString(),
            report.LastQuantity.ToString(), report.LastPrice.ToString(), track.Reference.Middle.ToString(), cost.ToString(),
            Amounts.Bps(track.Reference.HundredthBps(report.Side, report.LastPrice)),
        ]));
        if (_worst.Count > 64 * WorstShown)
        {
            _worst.Sort((a, b) => b.Cost.Units.CompareTo(a.Cost.Units));
            _worst.RemoveRange(WorstShown, _worst.Count - WorstShown);
        }
    }

    /// <summary>What began before the time asked about is not measured.</summary>
    private void Measure(OrderTrack track, int stage, long fromNanos, long toNanos)
    {
        if (fromNanos == 0)
        {
            return;
        }

        var key = (track.IsSimulated, track.Venue, stage);
        if (!_latencies.TryGetValue(key, out var values))
        {
            _latencies.Add(key, values = []);
        }

        values.Add(toNanos - fromNanos);
    }

    private void Refuse(bool simulated, string kind, ReasonCode reason)
    {
        var key = (simulated, kind, reason == ReasonCode.None ? "" : reason.ToString());
        _refusals[key] = _refusals.GetValueOrDefault(key) + 1;
    }

    private ReportSection Latencies()
    {
        var section = new ReportSection(
            "latency", "Latency in nanoseconds of engine time", ["simulated", "venue", "from", "samples", "p50", "p90", "p99", "max"]);
        List<(string, Int128, string)> bars = [];
        foreach (var (simulated, venue) in _latencies.Keys.Select(k => (k.Simulated, k.Venue)).Distinct().ToList())
        {
            // Known to have happened to every order that was answered, and when is not always: no samples, and no figures.
            _latencies.TryAdd((simulated, venue, ToSend), []);
            _latencies.TryAdd((simulated, venue, SendToAnswer), []);
        }

        foreach (var ((simulated, venue, stage), values) in _latencies)
        {
            var median = Parts.Percentile(values, 50);
            if (median is null)
            {
                section.Add(simulated, venue, Stages[stage], 0L, null, null, null, null);
                continue;
            }

            section.Add(
                simulated, venue, Stages[stage], (long)values.Count, median, Parts.Percentile(values, 90), Parts.Percentile(values, 99), values[^1]);
            bars.Add(($"{venue}: {Stages[stage]}", median.Value, $"median {median} ns"));
        }

        section.Chart = new BarChart("Median latency", bars);
        return section;
    }

    private ReportSection Refusals()
    {
        var section = new ReportSection("refusals", "Rejects, orders not sent, cancels refused", ["simulated", "report", "reason", "count"]);
        foreach (var ((simulated, kind, reason), count) in _refusals)
        {
            section.Add(simulated, kind, reason.Length == 0 ? null : reason, count);
        }

        return section;
    }
}
