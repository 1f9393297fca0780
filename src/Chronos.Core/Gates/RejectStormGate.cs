using Chronos.Core.Books;
using Chronos.Core.Model;

namespace Chronos.Core.Gates;

/// <summary>
/// The venue rejects at most N orders in any window: of the strategy, and of all. One more disables the strategy, or
/// the venue, until operators clear it.
/// </summary>
internal sealed class RejectStormGate : IGate
{
    /// <inheritdoc />
    public GateId Id => GateId.RejectStorm;

    /// <inheritdoc />
    public bool BindsReductions => false;

    /// <inheritdoc />
    public Cap Check(in GateContext context, EngineState state, ref Finding finding)
    {
        ref readonly var terms = ref context.Terms;
        var strategy = state.Activity.Strategy(terms.Strategy).Rejects;
        if (context.NowNanos < strategy.FreeAtNanos || state.Breakers.IsLatched(BreakerKind.RejectStorm, ScopeKind.Strategy, terms.Strategy))
        {
            return finding.Block(ReasonCode.RejectStorm, strategy.Max, strategy.Max - 1L);
        }

        var venue = state.Activity.Venue(terms.Venue).Rejects;
        return context.NowNanos < venue.FreeAtNanos || state.Breakers.IsLatched(BreakerKind.RejectStorm, ScopeKind.Venue, terms.Venue)
            ? finding.Block(ReasonCode.RejectStorm, venue.Max, venue.Max - 1L)
            : Cap.Pass;
    }
}
