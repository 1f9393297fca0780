using Chronos.Core.Books;
using Chronos.Core.Model;

namespace Chronos.Core.Gates;

/// <summary>The account's loss since Monday 00:00 UTC, realised plus open and net of fees, is not past its limit, and its breaker is not latched.</summary>
internal sealed class WeeklyLossGate : IGate
{
    /// <inheritdoc />
    public GateId Id => GateId.WeeklyLoss;

    /// <inheritdoc />
    public bool BindsReductions => false;

    /// <inheritdoc />
    public Cap Check(in GateContext context, EngineState state, ref Finding finding)
    {
        ref readonly var account = ref context.Account;
        if (account.Unpriced != 0)
        {
            return finding.Block(ReasonCode.ExposureUnknown, account.Unpriced, 0);
        }

        var loss = account.WeekLoss;
        return loss > account.WeeklyLossMax || state.Breakers.IsLatched(BreakerKind.WeeklyLoss, ScopeKind.Venue, context.Terms.Venue)
            ? finding.Block(ReasonCode.WeeklyLoss, loss.CeilingSaturated().Units, account.WeeklyLossMax.FloorSaturated().Units)
            : Cap.Pass;
    }
}
