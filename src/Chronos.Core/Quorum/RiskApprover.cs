using Chronos.Core.Books;
using Chronos.Core.Gates;
using Chronos.Core.Model;

namespace Chronos.Core.Quorum;

/// <summary>Judges position and loss from its own ledger of fills. Both are hard limits: breaches veto.</summary>
internal sealed class RiskApprover : IApprover
{
    /// <inheritdoc />
    public ApproverId Id => ApproverId.Risk;

    /// <inheritdoc />
    public VoteKind Vote(in GateContext context, EngineState state, ref Finding finding)
    {
        ref readonly var terms = ref context.Terms;
        var ledger = state.Risk;
        if (!ledger.Knows(terms.Account, terms.Instrument))
        {
            return finding.Vote(VoteKind.Abstain, ReasonCode.RiskInputMissing);
        }

        var before = (Int128)ledger.Net(terms.Account, terms.Instrument);
        var after = context.IsBuy ? before + context.Units : before - context.Units;
        var turns = Int128.Sign(after) == -Int128.Sign(before) && after != 0;
        if (!turns && Int128.Abs(after) < Int128.Abs(before))
        {
            return VoteKind.Approve;
        }

        if (Int128.Abs(after) > terms.PositionMax.Units)
        {
            return finding.Vote(
                VoteKind.Veto, ReasonCode.RiskPosition, (long)Int128.Min(Int128.Abs(after), long.MaxValue), terms.PositionMax.Units);
        }

        if (!ledger.TryDayLoss(terms.Account, out var loss))
        {
            return finding.Vote(VoteKind.Abstain, ReasonCode.RiskInputMissing);
        }

        var maximum = context.Account.DailyLossMax.Units;
        return loss > maximum ? finding.VoteOnAmount(VoteKind.Veto, ReasonCode.RiskLoss, loss, maximum) : VoteKind.Approve;
    }
}
