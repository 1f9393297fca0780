using Chronos.Core.Books;
using Chronos.Core.Model;

namespace Chronos.Core.Gates;

/// <summary>
/// The account's exposure in all instruments of the group stays within the group's limit, each working order counted where that is
/// worse.
/// </summary>
internal sealed class GroupExposureGate : IPriceGate
{
    /// <inheritdoc />
    public GateId Id => GateId.GroupExposure;

    /// <inheritdoc />
    public bool BindsReductions => false;

    /// <inheritdoc />
    public Cap Check(in GateContext context, EngineState state, ref Finding finding) =>
        finding.WithinBudget(in context, in context.Group, ReasonCode.GroupExposure);

    /// <inheritdoc />
    public PriceRange PricesPassing(in GateContext context, EngineState state) => PriceSearch.Passing(this, in context, state);
}
