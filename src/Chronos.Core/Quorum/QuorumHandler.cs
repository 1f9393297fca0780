using Chronos.Core.Books;
using Chronos.Core.Decode;
using Chronos.Core.Gates;
using Chronos.Core.Model;

namespace Chronos.Core.Quorum;

/// <summary>
/// Stage 3. Asks the three approvers about what the gates let pass: enough approvals and no veto, or it is blocked. Two
/// approvers holding different positions is itself a veto. Three approvers in one process are a quorum check, not
/// multi-party computation.
/// </summary>
internal sealed class QuorumHandler(EngineState state, IApprover risk, IApprover portfolio, IApprover execution)
{
    private const int BitsPerVote = 2;

    public void OnEvent(ref EngineEvent e)
    {
        if (e.FrameType != FrameType.Proposal || !e.Decision.Passes)
        {
            // The slot still holds the votes of the event before it, which are nobody else's business.
            e.Votes = default;
            return;
        }

        var context = new GateContext(ref e, state);
        context.AskAbout(e.Decision.PermittedQuantity.Units);
        e.Votes[(int)ApproverId.Risk] = risk.Vote(in context, state);
        e.Votes[(int)ApproverId.Portfolio] = portfolio.Vote(in context, state);
        e.Votes[(int)ApproverId.Execution] = execution.Vote(in context, state);
        Count(ref e, in context);
    }

    private void Count(ref EngineEvent e, in GateContext context)
    {
        var approvals = 0;
        var vetoes = 0;
        byte bitmap = 0;
        for (var i = 0; i < VoteSet.Count; i++)
        {
            var vote = e.Votes[i];
            e.Decision.Votes[i] = new DecisionRecord.VoteSummary(vote.Kind, vote.Reason);
            bitmap |= (byte)((int)vote.Kind << (i * BitsPerVote));
            approvals += vote.Kind == VoteKind.Approve ? 1 : 0;
            vetoes += vote.Kind == VoteKind.Veto ? 1 : 0;
        }

        e.Decision.VoteBitmap = bitmap;
        if (vetoes != 0)
        {
            OnVeto(ref e);
        }
        else if (approvals < state.ApprovalsMin)
        {
            e.BlockWith(ReasonCode.QuorumShort, approvals, state.ApprovalsMin);
        }
        else
        {
            CompareFigures(ref e, in context);
        }
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
    private void CompareFigures(ref EngineEvent e, in GateContext context)
    {
        ref readonly var terms = ref context.Terms;
        ref readonly var line = ref state.Portfolio[terms.Account, terms.Instrument];
        if (line.ToldAtNanos == 0 || !state.Risk.Knows(terms.Account, terms.Instrument))
        {
            return;
        }

        var net = state.Risk.Net(terms.Account, terms.Instrument);
        if (net != line.Position)
        {
            e.BlockWith(ReasonCode.ApproversDisagree, net, line.Position);
        }
    }
}
