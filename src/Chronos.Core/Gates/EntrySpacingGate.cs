using Chronos.Core.Books;
using Chronos.Core.Model;

namespace Chronos.Core.Gates;

/// <summary>While a loss limit of account, strategy or asset is nearly used, no entry of the strategy passes sooner than so long after its last.</summary>
internal sealed class EntrySpacingGate : ITimeGate
{
    /// <inheritdoc />
    public GateId Id => GateId.EntrySpacing;

    /// <inheritdoc />
    public bool BindsReductions => false;

    /// <inheritdoc />
    public Cap Check(in GateContext context, EngineState state, ref Finding finding)
    {
        ref readonly var terms = ref context.Terms;
        var strategy = state.Activity.Strategy(terms.Strategy);
        return context.NowNanos < strategy.SpacedUntilNanos && IsSlowed(in context, state)
            ? finding.Block(ReasonCode.EntrySpacing, context.NowNanos - strategy.LastEntryNanos, strategy.EntrySpacingNanos)
            : Cap.Pass;
    }

    /// <inheritdoc />
    public long PassesAtNanos(in GateContext context, EngineState state) =>
        IsSlowed(in context, state)
            ? Math.Max(context.NowNanos, state.Activity.Strategy(context.Terms.Strategy).SpacedUntilNanos)
            : context.NowNanos;

    /// <summary>Without a mandate there is no account to ask about, and no way past the mandate's gate.</summary>
    private static bool IsSlowed(in GateContext context, EngineState state) =>
        context.Terms.Allowed && state.Stages.IsSlowed(context.Terms.Account, context.Terms.Strategy, context.Terms.Asset);
}
