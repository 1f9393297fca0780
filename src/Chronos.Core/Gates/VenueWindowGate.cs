using Chronos.Core.Books;
using Chronos.Core.Model;

namespace Chronos.Core.Gates;

/// <summary>Orders handed to the venue and not answered stay below the bound, so that the outbound ring can never be full.</summary>
internal sealed class VenueWindowGate : IGate
{
    /// <inheritdoc />
    public GateId Id => GateId.VenueWindow;

    /// <inheritdoc />
    public bool BindsReductions => true;

    /// <inheritdoc />
    public Cap Check(in GateContext context, EngineState state, ref Finding finding)
    {
        var unanswered = state.Orders.UnansweredAt(context.Terms.Venue);
        var maximum = context.Terms.UnansweredOrdersMax;
        return unanswered >= maximum ? finding.Block(ReasonCode.VenueWindow, unanswered + 1L, maximum) : Cap.Pass;
    }
}
