using Chronos.Core.Books;
using Chronos.Core.Model;

namespace Chronos.Core.Gates;

/// <summary>
/// The loss of the strategy in the account, realised plus open and net of fees, is not past its allocation, and its breaker
/// is not latched.
/// </summary>
internal sealed class StrategyLossGate : IGate
{
    /// <inheritdoc />
    public GateId Id => GateId.StrategyLoss;

    /// <inheritdoc />
    public bool BindsReductions => false;

    /// <inheritdoc />
    public Cap Check(in GateContext context, EngineState state, ref Finding finding)
    {
        ref readonly var budget = ref context.Strategy;
        if (budget.Unpriced != 0)
        {
            return finding.Block(ReasonCode.ExposureUnknown, budget.Unpriced, 0);
        }

        var loss = budget.Loss;
        return loss > budget.LossMax || state.Breakers.IsLatched(BreakerKind.StrategyLoss, ScopeKind.Strategy, context.Terms.Strategy)
            ? finding.Block(ReasonCode.StrategyLoss, loss.CeilingSaturated().Units, budget.LossMax.FloorSaturated().Units)
            : Cap.Pass;
    }
}
