using Chronos.Core.Books;
using Chronos.Core.Model;

namespace Chronos.Core.Gates;

/// <summary>
/// The account's exposure in all instruments of the asset, over all strategies, stays within the asset's allocation: approval
/// reserves, a fill turns the reservation into position, and cancel, reject and close release it.
/// </summary>
internal sealed class AssetBudgetGate : IPriceGate
{
    /// <inheritdoc />
    public GateId Id => GateId.AssetBudget;

    /// <inheritdoc />
    public bool BindsReductions => false;

    /// <inheritdoc />
    public Cap Check(in GateContext context, EngineState state, ref Finding finding)
    {
        if (!context.IsValued)
        {
            return finding.BlockUnvalued(in context);
        }

        ref readonly var budget = ref context.Asset;
        var others = budget.Exposure.Units - context.Position.Value.Exposure;
        var exposure = others + context.Exposure;
        var maximum = budget.ExposureMax.Units;
        return exposure > maximum
            ? finding.AtMostAmount(context.UnitsWithin(maximum - others), ReasonCode.AssetBudget, exposure, maximum)
            : Cap.Pass;
    }

    /// <inheritdoc />
    public PriceRange PricesPassing(in GateContext context, EngineState state) => PriceSearch.Passing(this, in context, state);
}
