using System.Globalization;
using Chronos.Core;
using Chronos.Core.Commands;
using Chronos.Core.Journal;
using Chronos.Core.Model;
using Chronos.Core.Policies;
using Chronos.Core.Replay;
using Chronos.Core.Replay.Readings;
using Chronos.Host.Audit;

namespace Chronos.Host.Export;

/// <summary>The rows each record adds to the audit trail, read off a replay. One journal, one use.</summary>
/// <remarks>
/// Beside the books it holds one thing: what was known when the orders under way were approved. The books do not keep the quote
/// of that moment; the rows of the approvals do.
/// </remarks>
internal sealed class AuditRows : IDisposable
{
    private readonly AuditReplay _replay;
    private readonly Dictionary<OrderId, ApprovedOrder> _open = [];
    private readonly List<ExportRow> _rows = [];

    /// <summary>Rows from the first record on.</summary>
    public AuditRows() => _replay = new AuditReplay(_ => false);

    /// <summary>
    /// The same rows from a snapshot on. The state is its own from now on; <paramref name="approved"/> has an entry for each of
    /// <see cref="ApprovalsOfOrdersUnderWay"/>.
    /// </summary>
    public AuditRows(Core.Books.EngineState state, IReadOnlyDictionary<long, ApprovedOrder> approved)
    {
        _replay = new AuditReplay(state);
        state.Orders.ForEach(order => _open.Add(order.Id, approved[order.DecidedAt]));
    }

    /// <summary>Sequences at which the orders were approved that may still trade: their later rows take something over from there.</summary>
    public static IReadOnlyList<long> ApprovalsOfOrdersUnderWay(Core.Books.EngineState state)
    {
        List<long> approvals = [];
        state.Orders.ForEach(order => approvals.Add(order.DecidedAt));
        return approvals;
    }

    /// <summary>What the replay has found so far.</summary>
    public ReplayReport Report() => _replay.Report();

    /// <summary>The books, for reading.</summary>
    public Core.Books.EngineState State => _replay.State;

    /// <summary>The rows of the next record in order; valid until the next.</summary>
    public IReadOnlyList<ExportRow> Take(in RecordView record)
    {
        _rows.Clear();
        _replay.Take(in record);
        ref readonly var e = ref _replay.Last;
        if (_replay.Decision is { } decision)
        {
            AddDecision(decision);
        }

        switch (e.Kind)
        {
            case EventKind.ExecutionReport:
                AddReport(e.Input.Read<ExecutionReport>(), e.Outcome, record.Sequence, record.TimeNanos);
                break;
            case EventKind.Command:
                AddCommand(e.Input.Read<OperatorCommand>(), e.Outcome, record.Sequence, record.TimeNanos);
                break;
            case EventKind.PolicyChange:
                AddPolicy((Policy)e.Attachment!, e.Outcome, record.Sequence, record.TimeNanos);
                break;
        }

        return _rows;
    }

    /// <inheritdoc />
    public void Dispose() => _replay.Dispose();

    private bool IsSimulated => _replay.State.Identity.Mode != EngineMode.Live;

    private void AddDecision(DecisionReading reading)
    {
        var d = reading.Decision;
        var p = d.Proposal;
        var r = d.Record;
        var unit = ReasonUnits.Of(r.Reason);
        Add(
            ExportTable.Decisions, d.Sequence, d.DecidedAtNanos, IsSimulated,
            reading.Kind.ToString(), StrategyOf(reading), p.Id.ToString(), InstrumentOf(reading), p.Side.ToString(), p.Type.ToString(),
            p.TimeInForce.ToString(), p.Flags.ToString(), FixedPoint.Format(p.ConfidencePpm * (FixedPoint.Scale / 1_000_000)),
            p.Quantity.ToString(), p.LimitPrice.ToString(), p.StopPrice.ToString(), p.Replaces.Value == 0 ? null : p.Replaces.ToString(),
            IsoTime.Format(p.CreatedAtNanos), reading.ContentHash.ToString("x16", CultureInfo.InvariantCulture), Name(reading.Outcome),
            r.Verdict.ToString(), r.PermittedQuantity.ToString(), Name(r.Reason),
            r.BindingGate == GateId.None ? null : r.BindingGate.ToString(),
            unit == MeasureUnit.None ? null : Amounts.Text(r.Observed, unit), unit == MeasureUnit.None ? null : Amounts.Text(r.Limit, unit),
            unit == MeasureUnit.None ? null : unit.ToString(), Objections(in d), Vote(in r, ApproverId.Risk), Vote(in r, ApproverId.Portfolio),
            Vote(in r, ApproverId.Execution), r.OutsideVote == VoteKind.Abstain ? null : r.OutsideVote.ToString(),
            r.OrderId.Value == 0 ? null : r.OrderId.ToString(), reading.Reference.IsKnown ? reading.Reference.Bid.ToString() : null,
            reading.Reference.IsKnown ? reading.Reference.Ask.ToString() : null, (long)r.PolicyVersion,
            reading.Policy is { } policy ? Convert.ToHexStringLower(policy.Hash) : null, reading.Mode.ToString(), reading.Stage.ToString());
        if (r.Passes)
        {
            AddOrder(reading);
        }
    }

    private void AddOrder(DecisionReading reading)
    {
        var d = reading.Decision;
        var terms = OrderTerms.Unpack(d.Record.Terms);
        var policy = reading.Policy!;
        var mandate = policy.TermsOf(d.Proposal.Strategy, d.Proposal.Instrument);
        _open[d.OrderId] = new ApprovedOrder(d.DecidedAtNanos, StrategyOf(reading), d.Proposal.Id.ToString(), reading.Reference);
        Add(
            ExportTable.Orders, d.Sequence, d.DecidedAtNanos, IsSimulated,
            d.OrderId.ToString(), StrategyOf(reading), d.Proposal.Id.ToString(), InstrumentOf(reading),
            policy.Accounts[mandate.Account].Name, policy.Venues[mandate.Venue].Name, terms.Side.ToString(), terms.Type.ToString(),
            terms.TimeInForce.ToString(), terms.Reduces, d.PermittedQuantity.ToString(), d.Record.WorstPrice.ToString(),
            IsoTime.Format(d.Record.ExpiresAtNanos), d.Record.ExpiresAtNanos, (long)d.Record.KeyId, Convert.ToHexStringLower(d.Record.Seal));
    }

    private void AddReport(in ExecutionReport report, ReasonCode outcome, long sequence, long timeNanos)
    {
        var approved = _open.GetValueOrDefault(report.Order);
        var message = new OrderMessage
        {
            Sequence = sequence,
            TimeNanos = timeNanos,
            Kind = OrderMessageKind.Report,
            Order = report.Order,
            SinceApprovalNanos = approved is null ? 0 : timeNanos - approved.DecidedAtNanos,
            Report = report,
            Outcome = outcome,
        };
        var policy = _replay.State.Policy;
        var instrument = ProposalFields.NameAt(policy?.Instruments, report.Instrument.Value, i => i.Symbol);
        var account = ProposalFields.NameAt(policy?.Accounts, report.Account.Value, a => a.Name);
        Add(
            ExportTable.Reports, sequence, timeNanos, (report.Flags & ReportFlags.Simulated) != 0,
            report.Order.ToString(), report.Kind.ToString(), instrument, account, report.Side.ToString(),
            report.CumulativeQuantity.ToString(), Name(report.Reason), Name(outcome), message.IsBooked,
            report.VenueOrderId == 0 ? null : report.VenueOrderId.ToString(CultureInfo.InvariantCulture),
            IsoTime.Format(report.VenueTimeNanos), approved is null ? null : message.SinceApprovalNanos);
        if (report.Kind == ReportKind.Fill && message.IsBooked)
        {
            AddFill(message, approved, instrument, account);
        }

        if (System.Runtime.CompilerServices.Unsafe.IsNullRef(in _replay.State.Orders.Find(report.Order)))
        {
            // It can trade no more; what still comes for it is booked as nobody's.
            _open.Remove(report.Order);
        }
    }

    private void AddFill(OrderMessage message, ApprovedOrder? approved, string instrument, string account)
    {
        var f = message.Report;
        var reference = approved?.Reference ?? default;
        Add(
            ExportTable.Fills, message.Sequence, message.TimeNanos, (f.Flags & ReportFlags.Simulated) != 0,
            f.Order.ToString(), f.ExecutionId.ToString(CultureInfo.InvariantCulture), approved?.Strategy,
            approved?.ProposalId, instrument, account, f.Side.ToString(), f.LastQuantity.ToString(),
            f.LastPrice.ToString(), f.Fee.ToString(), (f.Flags & ReportFlags.Maker) != 0, Name(message.Outcome),
            reference.IsKnown ? reference.Middle.ToString() : null,
            reference.IsKnown ? reference.Cost(f.Side, f.LastPrice, f.LastQuantity).ToString() : null,
            reference.IsKnown ? Amounts.Bps(reference.HundredthBps(f.Side, f.LastPrice)) : null,
            approved is null ? null : message.SinceApprovalNanos);
    }

    private void AddCommand(in OperatorCommand c, ReasonCode outcome, long sequence, long timeNanos) => Add(
        ExportTable.Commands, sequence, timeNanos, IsSimulated,
        c.Action.ToString(), ScopeName.Format(c.Scope, c.ScopeName), c.Operator, c.Reason,
        c.IdempotencyKey.ToString(CultureInfo.InvariantCulture),
        c.Confirms == 0 ? null : c.Confirms.ToString(CultureInfo.InvariantCulture),
        c.Breaker == BreakerKind.None ? null : c.Breaker.ToString(), Name(outcome));

    private void AddPolicy(Policy policy, ReasonCode outcome, long sequence, long timeNanos) => Add(
        ExportTable.Policies, sequence, timeNanos, IsSimulated,
        policy.Name, (long)policy.Version, Convert.ToHexStringLower(policy.Hash), Name(outcome),
        System.Text.Encoding.UTF8.GetString(policy.Source));

    private void Add(ExportTable table, long sequence, long timeNanos, bool simulated, params ReadOnlySpan<object?> values)
    {
        var identity = _replay.State.Identity;
        object?[] row = [Convert.ToHexStringLower(identity.EngineId), sequence, IsoTime.Format(timeNanos), timeNanos, simulated, .. values];
        if (row.Length != table.Columns.Count)
        {
            throw new InvalidOperationException($"{table.Name}: {row.Length} values for {table.Columns.Count} columns");
        }

        _rows.Add(new ExportRow(table, row));
    }

    private static string? Name(ReasonCode code) => code == ReasonCode.None ? null : code.ToString();

    private static string StrategyOf(DecisionReading r) =>
        ProposalFields.NameAt(r.Policy?.Strategies, r.Decision.Proposal.Strategy.Value, s => s.Name);

    private static string InstrumentOf(DecisionReading r) =>
        ProposalFields.NameAt(r.Policy?.Instruments, r.Decision.Proposal.Instrument.Value, i => i.Symbol);

    private static string? Vote(in DecisionRecord record, ApproverId approver)
    {
        var vote = record.Votes[(int)approver];
        return vote is { Kind: VoteKind.Abstain, Reason: ReasonCode.None } ? null : vote.Kind.ToString();
    }

    private static string? Objections(in Decision d)
    {
        List<string> names = [];
        foreach (var objection in d.Objections)
        {
            names.Add(objection.Code.ToString());
        }

        return names.Count == 0 ? null : string.Join('+', names);
    }
}
