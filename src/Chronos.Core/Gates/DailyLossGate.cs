using Chronos.Core.Books;
using Chronos.Core.Model;

namespace Chronos.Core.Gates;

/// <summary>The account's loss since midnight UTC, realised plus open and net of fees, is not past its limit, and its breaker is not latched.</summary>
internal sealed class DailyLossGate : IGate
{
    /// <inheritdoc />
    public GateId Id => GateId.DailyLoss;

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

        var loss = account.DayLoss;
        return loss > account.DailyLossMax || state.Breakers.IsLatched(BreakerKind.DailyLoss, ScopeKind.Venue, context.Terms.Venue)
            ? finding.Block(ReasonCode.DailyLoss, loss.CeilingSaturated().Units, account.DailyLossMax.FloorSaturated().Units)
            : Cap.Pass;
    }
}
