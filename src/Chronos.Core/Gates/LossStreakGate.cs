using Chronos.Core.Books;
using Chronos.Core.Model;

namespace Chronos.Core.Gates;

/// <summary>At most N closes of the strategy in a row are at a loss. One more disables it until operators clear it.</summary>
internal sealed class LossStreakGate : IGate
{
    /// <inheritdoc />
    public GateId Id => GateId.LossStreak;

    /// <inheritdoc />
    public bool BindsReductions => false;

    /// <inheritdoc />
    public Cap Check(in GateContext context, EngineState state, ref Finding finding)
    {
        ref readonly var terms = ref context.Terms;
        var strategy = state.Activity.Strategy(terms.Strategy);
        return strategy.LossStreak > strategy.LossStreakMax || state.Breakers.IsLatched(BreakerKind.LossStreak, ScopeKind.Strategy, terms.Strategy)
            ? finding.Block(ReasonCode.LossStreak, strategy.LossStreak, strategy.LossStreakMax)
            : Cap.Pass;
    }
}
