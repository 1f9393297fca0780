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
    public Cap Check(in GateContext context, EngineState state, ref Finding finding) =>
        finding.WithinBudget(in context, in context.Asset, ReasonCode.AssetBudget);

    /// <inheritdoc />
    public PriceRange PricesPassing(in GateContext context, EngineState state) => PriceSearch.Passing(this, in context, state);
}
