using Chronos.Core.Books;
using Chronos.Core.Model;

namespace Chronos.Core.Gates;

/// <summary>The orders that may still trade, this one included, are not above the limits of strategy, instrument and account.</summary>
internal sealed class WorkingOrdersGate : IGate
{
    /// <inheritdoc />
    public GateId Id => GateId.WorkingOrders;

    /// <inheritdoc />
    public bool BindsReductions => false;

    /// <inheritdoc />
    public Cap Check(in GateContext context, EngineState state, ref Finding finding)
    {
        var strategy = state.Activity.Strategy(context.Terms.Strategy);
        if (strategy.WorkingOrders >= strategy.WorkingOrdersMax)
        {
            return finding.Block(ReasonCode.WorkingOrders, strategy.WorkingOrders + 1L, strategy.WorkingOrdersMax);
        }

        var instrument = state.Activity.Instrument(context.Terms.Instrument);
        if (instrument.WorkingOrders >= instrument.WorkingOrdersMax)
        {
            return finding.Block(ReasonCode.WorkingOrders, instrument.WorkingOrders + 1L, instrument.WorkingOrdersMax);
        }

        ref readonly var account = ref context.Account;
        return account.WorkingOrders >= account.WorkingOrdersMax
            ? finding.Block(ReasonCode.WorkingOrders, account.WorkingOrders + 1L, account.WorkingOrdersMax)
            : Cap.Pass;
    }
}
