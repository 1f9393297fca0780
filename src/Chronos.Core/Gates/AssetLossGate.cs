using Chronos.Core.Books;
using Chronos.Core.Model;

namespace Chronos.Core.Gates;

/// <summary>
/// The loss of the account in the instrument's asset, realised plus open and net of fees, is not past its allocation, and the
/// breaker for it is not latched.
/// </summary>
internal sealed class AssetLossGate : IGate
{
    /// <inheritdoc />
    public GateId Id => GateId.AssetLoss;

    /// <inheritdoc />
    public bool BindsReductions => false;

    /// <inheritdoc />
    public Cap Check(in GateContext context, EngineState state, ref Finding finding)
    {
        ref readonly var budget = ref context.Asset;
        if (budget.Unpriced != 0)
        {
            return finding.Block(ReasonCode.ExposureUnknown, budget.Unpriced, 0);
        }

        var loss = budget.Loss;
        return loss > budget.LossMax || state.Breakers.IsLatched(BreakerKind.AssetLoss, ScopeKind.Instrument, context.Terms.Instrument)
            ? finding.Block(ReasonCode.AssetLoss, loss.CeilingSaturated().Units, budget.LossMax.FloorSaturated().Units)
            : Cap.Pass;
    }
}
