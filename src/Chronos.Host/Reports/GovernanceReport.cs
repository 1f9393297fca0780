using Chronos.Core;
using Chronos.Core.Commands;
using Chronos.Core.Journal;
using Chronos.Core.Model;
using Chronos.Core.Replay;
using Chronos.Core.Replay.Readings;
using Chronos.Host.Audit;

namespace Chronos.Host.Reports;

/// <summary>What the engine let pass and what it held back, by which gate, who voted how, and what operators did.</summary>
internal sealed class GovernanceReport : IReportBuilder
{
    private const int NearMissesShown = 50;

    private readonly Dictionary<(string Strategy, ProposalId Id), Verdict> _verdicts = [];
    private readonly SortedDictionary<string, StrategyCounts> _strategies = new(StringComparer.Ordinal);
    private readonly SortedDictionary<GateId, GateCounts> _gates = [];
    private readonly SortedDictionary<string, long> _otherReasons = new(StringComparer.Ordinal);
    private readonly SortedDictionary<(ApproverId Approver, VoteKind Kind, ReasonCode Reason), long> _votes = [];
    private readonly SortedDictionary<(string Voter, VoteKind Kind, string Outcome), long> _outside = [];
    private readonly ReportSection _near = new(
        "nearMisses", $"The nearest misses (at most {NearMissesShown})", ["sequence", "time", "strategy", "gate", "observed", "limit", "headroom", "unit"]);
    private readonly ReportSection _commands = new(
        "commands", "Commands and overrides", ["sequence", "time", "action", "scope", "operator", "reason", "breaker", "confirms", "outcome"]);
    private readonly ReportSection _breakers = new("breakers", "Breakers", ["sequence", "time", "breaker", "scope", "what", "cause"]);
    private readonly ReportSection _states = new("tradingStates", "Trading states", ["sequence", "time", "scope", "from", "to", "cause"]);
    private readonly ReportSection _disagreements = new(
        "disagreements", "Votes that were not of one mind", ["sequence", "time", "strategy", "risk", "portfolio", "execution", "outside", "verdict", "reason"]);
    private readonly List<(Int128 Part, Int128 Whole, object?[] Row)> _nearest = [];
    private readonly ScopeWatch _watch = new();

    /// <inheritdoc />
    public IReadOnlyList<string> Notes =>
    [
        "A proposal counts once, by the last decision about it; a repeat under a used id is no proposal.",
        "A gate blocks or cuts where it lets the least pass; it objects wherever it would let less than asked pass.",
        "A near miss passed a gate with less than a tenth of its limit left; of a price, of the way from the touch or reference to the limit.",
    ];

    /// <inheritdoc />
    public bool WantsFigures(Proposal proposal) => true;

    /// <inheritdoc />
    public void Take(AuditReplay replay, in RecordView record, bool isInRange)
    {
        _watch.Look(replay.State);
        if (!isInRange)
        {
            return;
        }

        ref readonly var e = ref replay.Last;
        if (_watch.Breakers.Count == 0 && _watch.States.Count == 0 && replay.Decision is null && e.Kind is not (EventKind.Command or EventKind.Vote))
        {
            return;
        }

        var (sequence, time, kind) = (record.Sequence, IsoTime.Format(record.TimeNanos), e.Kind.ToString());
        foreach (var (breaker, scope, latched) in _watch.Breakers)
        {
            _breakers.Add(sequence, time, breaker.ToString(), scope, latched ? "latched" : "cleared", kind);
        }

        foreach (var (scope, from, to) in _watch.States)
        {
            _states.Add(sequence, time, scope, from.ToString(), to.ToString(), kind);
        }

        if (replay.Decision is { } reading)
        {
            TakeDecision(reading);
        }

        if (e.Kind == EventKind.Command)
        {
            var c = e.Input.Read<OperatorCommand>();
            _commands.Add(
                sequence, time, c.Action.ToString(), ScopeName.Format(c.Scope, c.ScopeName), c.Operator, c.Reason,
                c.Breaker == BreakerKind.None ? null : c.Breaker.ToString(), c.Confirms == 0 ? null : $"{c.Confirms}",
                e.Outcome == ReasonCode.None ? "done" : e.Outcome.ToString());
        }
        else if (e.Kind == EventKind.Vote)
        {
            var vote = e.Input.Read<ExternalVote>();
            var key = (vote.Voter.ToString(), vote.Kind, e.Outcome == ReasonCode.None ? e.Decision.Verdict.ToString() : e.Outcome.ToString());
            _outside[key] = _outside.GetValueOrDefault(key) + 1;
        }
    }

    /// <inheritdoc />
    public IReadOnlyList<ReportSection> Build(AuditReplay replay)
    {
        foreach (var ((strategy, _), verdict) in _verdicts)
        {
            var counts = CountsOf(strategy);
            counts.Proposals++;
            counts.Approved += verdict == Verdict.Approve ? 1 : 0;
            counts.Modified += verdict == Verdict.Modify ? 1 : 0;
            counts.Blocked += verdict == Verdict.Block ? 1 : 0;
            counts.Waiting += verdict == Verdict.Pending ? 1 : 0;
        }

        KeepNearest();
        foreach (var (_, _, row) in _nearest)
        {
            _near.Add(row);
        }

        return [Acceptance(), Gates(), Others(), _near, Votes(), _disagreements, Outside(), _commands, _breakers, _states];
    }

    /// <summary>Of those equally near the earlier come first.</summary>
    private void KeepNearest()
    {
        var kept = _nearest.OrderBy(n => n, Comparer<(Int128 Part, Int128 Whole, object?[] Row)>.Create(Nearer)).Take(NearMissesShown).ToList();
        _nearest.Clear();
        _nearest.AddRange(kept);
    }

    private static int Nearer((Int128 Part, Int128 Whole, object?[] Row) a, (Int128 Part, Int128 Whole, object?[] Row) b) =>
        (a.Part * 1_000_000 / a.Whole).CompareTo(b.Part * 1_000_000 / b.Whole);

    private StrategyCounts CountsOf(string strategy)
    {
        if (!_strategies.TryGetValue(strategy, out var counts))
        {
            _strategies.Add(strategy, counts = new StrategyCounts());
        }

        return counts;
    }

    private void TakeDecision(DecisionReading reading)
    {
        var d = reading.Decision;
        var strategy = ProposalFields.NameAt(reading.Policy?.Strategies, d.Proposal.Strategy.Value, s => s.Name);
        if (d.Record.Objections.Has(GateId.DuplicateProposal))
        {
            CountsOf(strategy).Repeats++;
            return;
        }

        _verdicts[(strategy, d.Proposal.Id)] = d.Verdict;
        CountBinding(in d);
        foreach (var gate in reading.Gates)
        {
            TakeGate(reading, strategy, in gate);
        }

        TakeVotes(reading, strategy);
    }

    private void CountBinding(in Decision d)
    {
        if (d.Record.BindingGate != GateId.None)
        {
            var counts = CountsOf(d.Record.BindingGate);
            counts.Blocks += d.Verdict == Verdict.Block ? 1 : 0;
            counts.Cuts += d.Verdict == Verdict.Modify ? 1 : 0;
        }
        else if (d.Reason != ReasonCode.None)
        {
            var name = d.Reason.ToString();
            _otherReasons[name] = _otherReasons.GetValueOrDefault(name) + 1;
        }
    }

    private GateCounts CountsOf(GateId gate)
    {
        if (!_gates.TryGetValue(gate, out var counts))
        {
            _gates.Add(gate, counts = new GateCounts());
        }

        return counts;
    }

    private void TakeGate(DecisionReading reading, string strategy, in GateReading gate)
    {
        if (gate.Outcome is GateOutcome.Objects or GateOutcome.Overruled)
        {
            var counts = CountsOf(gate.Gate);
            counts.Objections++;
            counts.Overruled += gate.Outcome == GateOutcome.Overruled ? 1 : 0;
        }
        else if (gate.IsNearMiss)
        {
            CountsOf(gate.Gate).NearMisses++;
            var gauge = gate.Gauge;
            _nearest.Add((gauge.Headroom!.Value, Int128.Abs((Int128)gauge.Limit - gauge.Origin),
            [
                reading.Decision.Sequence, IsoTime.Format(reading.Decision.DecidedAtNanos), strategy, gate.Gate.ToString(),
                Amounts.Text(gauge.Observed, gauge.Unit), Amounts.Text(gauge.Limit, gauge.Unit), Amounts.Text(gauge.Headroom.Value, gauge.Unit),
                gauge.Unit.ToString(),
            ]));
            if (_nearest.Count > 64 * NearMissesShown)
            {
                KeepNearest();
            }
        }
    }

    private void TakeVotes(DecisionReading reading, string strategy)
    {
        if (reading.Votes.Count == 0)
        {
            return;
        }

        foreach (var vote in reading.Votes)
        {
            var key = (vote.Approver, vote.Vote.Kind, vote.Vote.Reason);
            _votes[key] = _votes.GetValueOrDefault(key) + 1;
        }

        var d = reading.Decision;
        if (reading.Votes.Select(v => v.Vote.Kind).Distinct().Count() > 1 || d.Reason == ReasonCode.ApproversDisagree)
        {
            _disagreements.Add(
                d.Sequence, IsoTime.Format(d.DecidedAtNanos), strategy, reading.Votes[0].Vote.Kind.ToString(), reading.Votes[1].Vote.Kind.ToString(),
                reading.Votes[2].Vote.Kind.ToString(), d.Record.OutsideVote == VoteKind.Abstain ? null : d.Record.OutsideVote.ToString(),
                d.Verdict.ToString(), d.Reason == ReasonCode.None ? null : d.Reason.ToString());
        }
    }

    private ReportSection Acceptance()
    {
        var section = new ReportSection(
            "acceptance", "Acceptance by strategy", ["strategy", "proposals", "approved", "modified", "blocked", "waiting", "acceptancePercent", "repeats"]);
        var all = new StrategyCounts();
        foreach (var (name, c) in _strategies)
        {
            section.Add(name, c.Proposals, c.Approved, c.Modified, c.Blocked, c.Waiting, Parts.Percent(c.Approved + c.Modified, c.Proposals), c.Repeats);
            all.Proposals += c.Proposals;
            all.Approved += c.Approved;
            all.Modified += c.Modified;
            all.Blocked += c.Blocked;
            all.Waiting += c.Waiting;
            all.Repeats += c.Repeats;
        }

        section.Add("all", all.Proposals, all.Approved, all.Modified, all.Blocked, all.Waiting, Parts.Percent(all.Approved + all.Modified, all.Proposals), all.Repeats);
        section.Chart = new BarChart("Verdicts",
        [
            ("approved", all.Approved, $"{all.Approved}"), ("modified", all.Modified, $"{all.Modified}"),
            ("blocked", all.Blocked, $"{all.Blocked}"), ("waiting", all.Waiting, $"{all.Waiting}"),
        ]);
        return section;
    }

    private ReportSection Gates()
    {
        var section = new ReportSection("gates", "Blocks, cuts and near misses by gate", ["gate", "blocks", "cuts", "objections", "nearMisses", "overruled"]);
        foreach (var (gate, c) in _gates.OrderByDescending(g => g.Value.Blocks + g.Value.Cuts).ThenBy(g => g.Key))
        {
            section.Add(gate.ToString(), c.Blocks, c.Cuts, c.Objections, c.NearMisses, c.Overruled);
        }

        section.Chart = new BarChart(
            "Blocks and cuts",
            [
                .. _gates.Where(g => g.Value.Blocks + g.Value.Cuts > 0)
                    .OrderByDescending(g => g.Value.Blocks + g.Value.Cuts)
                    .Select(g => (g.Key.ToString(), (Int128)(g.Value.Blocks + g.Value.Cuts), $"{g.Value.Blocks} blocks, {g.Value.Cuts} cuts")),
            ]);
        return section;
    }

    private ReportSection Others()
    {
        var section = new ReportSection("otherReasons", "Held back by no gate: decoder, quorum, waiting", ["reason", "decisions"]);
        foreach (var (reason, count) in _otherReasons)
        {
            section.Add(reason, count);
        }

        return section;
    }

    private ReportSection Votes()
    {
        var section = new ReportSection("votes", "Votes of the approvers", ["approver", "vote", "reason", "count"]);
        foreach (var ((approver, kind, reason), count) in _votes)
        {
            section.Add(approver.ToString(), kind.ToString(), reason == ReasonCode.None ? null : reason.ToString(), count);
        }

        return section;
    }

    private ReportSection Outside()
    {
        var section = new ReportSection("outsideVotes", "Votes from outside", ["voter", "vote", "outcome", "count"]);
        foreach (var ((voter, kind, outcome), count) in _outside)
        {
            section.Add(voter, kind.ToString(), outcome, count);
        }

        return section;
    }
}
