using Chronos.Core.Books;
using Chronos.Core.Model;

namespace Chronos.Core.Gates;

/// <summary>
/// After N executed entries in any window the strategy is disabled until operators enable it again. An entry is
/// executed at the first fill of an order that is no reduction.
/// </summary>
internal sealed class RepeatedExecutionGate : IGate
{
    /// <inheritdoc />
    public GateId Id => GateId.RepeatedExecution;

    /// <inheritdoc />
    public bool BindsReductions => false;

    /// <inheritdoc />
    public Cap Check(in GateContext context, EngineState state, ref Finding finding)
    {
        ref readonly var terms = ref context.Terms;
        var window = state.Activity.Strategy(terms.Strategy).Executions;
        return context.NowNanos < window.FreeAtNanos || state.Breakers.IsLatched(BreakerKind.RepeatedExecution, ScopeKind.Strategy, terms.Strategy)
            ? finding.Block(ReasonCode.RepeatedExecution, window.Max + 1L, window.Max)
            : Cap.Pass;
    }
}
