using Chronos.Core.Books;
using Chronos.Core.Model;

namespace Chronos.Core.Gates;

/// <summary>Every scope of the proposal is Active; verified reductions also pass while Reducing.</summary>
internal sealed class TradingStateGate : IGate
{
    /// <inheritdoc />
    public GateId Id => GateId.TradingState;

    /// <inheritdoc />
    public bool BindsReductions => true;

    /// <inheritdoc />
    public Cap Check(in GateContext context, EngineState state, ref Finding finding)
    {
        ref readonly var terms = ref context.Terms;
        var trading = state.Trading.Effective(terms.Venue, terms.Strategy, terms.Instrument);
        var allowed = context.IsReduction ? TradingState.Reducing : TradingState.Active;
        return trading > allowed ? finding.Block(ReasonCode.TradingState, (long)trading, (long)allowed) : Cap.Pass;
    }
}
