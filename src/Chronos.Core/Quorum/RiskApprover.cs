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
    public Vote Vote(in GateContext context, EngineState state)
    {
        ref readonly var terms = ref context.Terms;
        var ledger = state.Risk;
        if (!ledger.Knows(terms.Account, terms.Instrument))
        {
            return new Vote(VoteKind.Abstain, ReasonCode.RiskInputMissing);
        }

        var before = (Int128)ledger.Net(terms.Account, terms.Instrument);
        var after = context.IsBuy ? before + context.Units : before - context.Units;
        var turns = Int128.Sign(after) == -Int128.Sign(before) && after != 0;
        if (!turns && Int128.Abs(after) < Int128.Abs(before))
        {
            return Model.Vote.Approve;
        }

        if (Int128.Abs(after) > terms.PositionMax.Units)
        {
            return new Vote(
                VoteKind.Veto, ReasonCode.RiskPosition, (long)Int128.Min(Int128.Abs(after), long.MaxValue), terms.PositionMax.Units);
        }

        if (!ledger.TryDayLoss(terms.Account, out var loss))
        {
            return new Vote(VoteKind.Abstain, ReasonCode.RiskInputMissing);
        }

        return loss > context.Account.DailyLossMax.Units ? OnLoss(loss, in context) : Model.Vote.Approve;
    }

    private static Vote OnLoss(Int128 loss, in GateContext context) => new(
        VoteKind.Veto,
        ReasonCode.RiskLoss,
        ExactNotional.FromUnits(loss).CeilingSaturated().Units,
        context.Account.DailyLossMax.FloorSaturated().Units);
}
