using System.Runtime.CompilerServices;
using Chronos.Core.Books;
using Chronos.Core.Model;

namespace Chronos.Core.Gates;

/// <summary>
/// The order a proposal replaces works at the venue, is the strategy's own in the same account, instrument and side, and is
/// not on its way out; and the venue has room for one more cancel.
/// </summary>
internal sealed class ReplacedOrderGate : IGate
{
    /// <inheritdoc />
    public GateId Id => GateId.ReplacedOrder;

    /// <inheritdoc />
    public bool BindsReductions => true;

    /// <inheritdoc />
    public Cap Check(in GateContext context, EngineState state, ref Finding finding)
    {
        if (!context.IsAmend)
        {
            return Cap.Pass;
        }

        ref readonly var replaced = ref context.Replaced;
        if (Unsafe.IsNullRef(in replaced) || replaced.State != OrderState.Working)
        {
            return finding.Block(ReasonCode.OrderToReplaceUnknown);
        }

        if (replaced.IsLeaving)
        {
            return finding.Block(ReasonCode.ReplacedOrder);
        }

        var pending = state.Orders.PendingCancelsAt(replaced.Venue);
        var maximum = context.Terms.UnansweredOrdersMax;
        return pending >= maximum ? finding.Block(ReasonCode.VenueWindow, pending + 1L, maximum) : Cap.Pass;
    }
}
