using System.Runtime.CompilerServices;
using Chronos.Core.Books;
using Chronos.Core.Gates;
using Chronos.Core.Model;

namespace Chronos.Core.Quorum;

/// <summary>
/// Stage 3. Asks the three approvers about what the gates let pass: enough approvals and no veto, or it is blocked. Two
/// approvers holding different positions is itself a veto. Three approvers in one process are a quorum check, not
/// multi-party computation.
/// <para>
/// Where the policy lets proposals wait, one that lacks approvals or that only soft gates hold back is parked instead: it
/// may pass once voters outside the engine agree, each counting as one approval. Their approvals overrule soft gates; while
/// one of them objects it waits on. No vote overrules a veto, a hard gate or the approvers' disagreement.
/// </para>
/// </summary>
internal sealed class QuorumHandler(EngineState state, IApprover risk, IApprover portfolio, IApprover execution)
{
    private const int BitsPerVote = 2;

    // Where the approver that is asked next writes its figures when it does not approve.
    private Finding _finding;

    /// <summary>An event no approver is asked about. It still holds the votes of the one before it, which are nobody else's business.</summary>
    public static void OnNothingToVoteOn(ref EngineEvent e)
    {
        e.Decision.VoteBitmap = (byte)((int)e.Parking.Vote << DecisionRecord.OutsideVoteShift);
        e.Votes = default;
    }

    /// <summary>Asks about what the gates let pass, in the context they were asked in.</summary>
    public void OnEvent(ref EngineEvent e, ref GateContext context)
    {
        if (!e.Decision.Passes && e.Decision.Verdict != Verdict.Pending)
        {
            OnNothingToVoteOn(ref e);
            return;
        }

        e.Decision.VoteBitmap = (byte)((int)e.Parking.Vote << DecisionRecord.OutsideVoteShift);

        if (context.Units != e.Decision.PermittedQuantity.Units)
        {
            context.AskAbout(e.Decision.PermittedQuantity.Units);
        }

        // Three places, each of which the compiler sees one approver at.
        Write(ref e, ApproverId.Risk, risk.Vote(in context, state, ref _finding));
        Write(ref e, ApproverId.Portfolio, portfolio.Vote(in context, state, ref _finding));
        Write(ref e, ApproverId.Execution, execution.Vote(in context, state, ref _finding));
        Count(ref e, in context);
    }

    /// <summary>Writes a vote field by field where it stays: copying one that was just written would wait for it.</summary>
    private void Write(ref EngineEvent e, ApproverId id, VoteKind kind)
    {
        if (kind == VoteKind.Approve)
        {
            e.Votes[(int)id] = Vote.Approve;
            e.Decision.Votes[(int)id] = new DecisionRecord.VoteSummary(VoteKind.Approve, ReasonCode.None);
        }
        else
        {
            WriteFinding(ref e, id, kind);
        }

        e.Decision.VoteBitmap |= (byte)((int)kind << ((int)id * BitsPerVote));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void WriteFinding(ref EngineEvent e, ApproverId id, VoteKind kind)
    {
        e.Votes[(int)id] = new Vote(kind, _finding.Code, _finding.Observed, _finding.Limit);
        e.Decision.Votes[(int)id] = new DecisionRecord.VoteSummary(kind, _finding.Code);
    }

    private void Count(ref EngineEvent e, in GateContext context)
    {
        var approvals = e.Parking.Approvals;
        var vetoes = 0;
        for (var i = 0; i < VoteSet.Count; i++)
        {
            var kind = e.Votes[i].Kind;
            approvals += kind == VoteKind.Approve ? 1 : 0;
            vetoes += kind == VoteKind.Veto ? 1 : 0;
        }

        if (vetoes != 0)
        {
            OnVeto(ref e);
        }
        else if (!FiguresAgree(ref e, in context))
        {
            return;
        }
        else if (approvals < state.ApprovalsMin)
        {
            OnShort(ref e, ReasonCode.QuorumShort, approvals, state.ApprovalsMin);
        }
        else if (e.Parking.Objections != 0)
        {
            OnShort(ref e, ReasonCode.OutsideObjection, e.Parking.Objections, 0);
        }
        else if (e.Decision.Verdict == Verdict.Pending)
        {
            Wait(ref e);
        }
    }

    private void OnShort(ref EngineEvent e, ReasonCode code, long observed, long limit)
    {
        if (state.PendingNanosMax == 0)
        {
            e.BlockWith(code, observed, limit);
            return;
        }

        e.Object(GateId.None, code, observed, limit);
        ref var d = ref e.Decision;
        if (d.Verdict != Verdict.Pending)
        {
            d.Verdict = Verdict.Pending;
            d.BindingGate = GateId.None;
            d.Reason = code;
            d.Observed = observed;
            d.Limit = limit;
        }

        Wait(ref e);
    }

    /// <summary>Nothing passes for now. The limit is set once; further votes do not move it.</summary>
    private void Wait(ref EngineEvent e)
    {
        if (e.Parking.IsParked)
        {
            e.Decision.ExpiresAtNanos = e.Parking.UntilNanos;
        }
        else if (state.Pending.IsFull)
        {
            e.BlockWith(ReasonCode.PendingFull, PendingBook.Capacity + 1, PendingBook.Capacity);
        }
        else
        {
            var limit = e.TimeNanos + state.PendingNanosMax;
            var wanted = e.Proposal.ExpiresAtNanos;
            e.Decision.ExpiresAtNanos = wanted != 0 && wanted < limit ? wanted : limit;
        }

        e.Decision.PermittedQuantity = default;
    }

    private static void OnVeto(ref EngineEvent e)
    {
        for (var i = 0; i < VoteSet.Count; i++)
        {
            ref readonly var vote = ref e.Votes[i];
            if (vote.Kind == VoteKind.Veto)
            {
                e.BlockWith(vote.Reason, vote.Observed, vote.Limit);
            }
        }
    }

    /// <summary>Fills say one position, the venue's snapshot and the fills since say another: nobody knows, so nothing passes.</summary>
    private bool FiguresAgree(ref EngineEvent e, in GateContext context)
    {
        ref readonly var terms = ref context.Terms;
        ref readonly var line = ref state.Portfolio[terms.Account, terms.Instrument];
        if (line.ToldAtNanos == 0 || !state.Risk.Knows(terms.Account, terms.Instrument))
        {
            return true;
        }

        var net = state.Risk.Net(terms.Account, terms.Instrument);
        if (net == line.Position)
        {
            return true;
        }

        e.BlockWith(ReasonCode.ApproversDisagree, net, line.Position);
        return false;
    }
}
