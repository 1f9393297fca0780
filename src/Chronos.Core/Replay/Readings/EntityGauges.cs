using Chronos.Core.Books;
using Chronos.Core.Gates;
using Chronos.Core.Model;

namespace Chronos.Core.Replay.Readings;

/// <summary>The figures of the gates about who proposes what. Mandates, denials and repeats compare no sizes.</summary>
internal static class EntityGauges
{
    public static Gauge Read(GateId gate, in GateContext context, EngineState state) => gate switch
    {
        GateId.TradingState => TradingStateOf(in context, state),
        GateId.Stage => StageOf(in context, state),
        _ => Gauge.None,
    };

    private static Gauge TradingStateOf(in GateContext context, EngineState state)
    {
        ref readonly var terms = ref context.Terms;
        var trading = state.Trading.Effective(terms.Venue, terms.Strategy, terms.Instrument);
        var allowed = context.IsReduction ? TradingState.Reducing : TradingState.Active;
        return new Gauge(ReasonCode.TradingState, (long)trading, (long)allowed, Bound.None);
    }

    private static Gauge StageOf(in GateContext context, EngineState state)
    {
        var opposed = context.IsBuy ? -context.Position.WorstShort : context.Position.WorstLong;
        if (state.Identity.Stage != EngineStage.Alpha || !context.Position.Known || opposed <= 0)
        {
            return Gauge.None;
        }

        var governed = (context.Proposal.Flags & ProposalFlags.ReduceOnly) != 0 ? context.ReducibleUnits : 0;
        return Gauge.AtMost(ReasonCode.Stage, context.Units, governed);
    }
}
