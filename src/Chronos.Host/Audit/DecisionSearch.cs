using System.Runtime.InteropServices;
using Chronos.Core;
using Chronos.Core.Books;
using Chronos.Core.Journal;
using Chronos.Core.Model;
using Chronos.Host.Http;
using FrameType = Chronos.Core.Decode.FrameType;

namespace Chronos.Host.Audit;

/// <summary>
/// One question to a journal: the decision at a sequence, or the one that decided a proposal id with the reports of its
/// order. A proposal whose content was refused can come again under its id, and one that waits is decided again by a vote
/// or the end of its time, so that a later record may decide it.
/// </summary>
internal sealed class DecisionSearch
{
    private readonly List<ReportJson> _reports = [];
    private OrderId _order;

    /// <summary>The record asked for; 0 when asked for an id.</summary>
    public long Sequence { get; init; }

    /// <summary>Who proposed.</summary>
    public StrategyId Strategy { get; init; }

    /// <summary>Which proposal.</summary>
    public ProposalId Id { get; init; }

    /// <summary>The decision, so far.</summary>
    public DecisionJson? Found { get; private set; }

    /// <summary>True when no later record can decide the same id.</summary>
    public bool IsFinal { get; private set; }

    /// <summary>True when nothing that follows belongs to the answer.</summary>
    public bool IsOver => IsFinal && (Sequence != 0 || _order.Value == 0);

    /// <summary>Looks at an event that was decided again.</summary>
    public void See(ref readonly EngineEvent e, EngineState state)
    {
        if (e.Decision.Verdict == Verdict.None || !IsAskedFor(in e))
        {
            return;
        }

        var decision = default(Decision);
        decision.CopyFrom(in e, 0);
        Found = new DecisionView(state.Policy!, state.Identity.Mode, state.Identity.Stage).Tell(in decision, null);
        _order = e.Decision.OrderId;
        IsFinal = Sequence != 0 || (e.Outcome == ReasonCode.None && e.Decision.Verdict != Verdict.Pending);
    }

    /// <summary>Keeps a report of the order.</summary>
    public void SeeReport(in RecordView record)
    {
        var report = MemoryMarshal.Read<ExecutionReport>(record.Payload[RecordPayload.HeadBytes..]);
        if (report.Order == _order)
        {
            _reports.Add(DecisionView.Tell(in report, record.Sequence, record.TimeNanos));
        }
    }

    /// <summary>What was found.</summary>
    public DecisionJson? Answer() => Found is null || Sequence != 0 ? Found : Found with { Reports = _reports };

    private bool IsAskedFor(ref readonly EngineEvent e)
    {
        return Sequence != 0
            ? e.Sequence == Sequence
            : e.FrameType == FrameType.Proposal
                && e.Proposal.Strategy == Strategy
                && e.Proposal.Id == Id
                && !e.Decision.Objections.Has(GateId.DuplicateProposal);
    }
}
