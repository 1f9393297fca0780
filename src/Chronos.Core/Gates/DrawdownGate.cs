using Chronos.Core.Books;
using Chronos.Core.Model;

namespace Chronos.Core.Gates;

/// <summary>The fall of the account's equity from its peak is not past its share of the peak, and its breaker is not latched.</summary>
internal sealed class DrawdownGate : IGate
{
    /// <inheritdoc />
    public GateId Id => GateId.Drawdown;

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

        if (!account.BalanceKnown)
        {
            return finding.Block(ReasonCode.EquityUnknown);
        }

        var fall = account.Fall;
        var limit = account.FallMax;
        return fall > limit || state.Breakers.IsLatched(BreakerKind.Drawdown, ScopeKind.Venue, context.Terms.Venue)
            ? finding.Block(ReasonCode.Drawdown, fall.CeilingSaturated().Units, limit.FloorSaturated().Units)
            : Cap.Pass;
    }
}
