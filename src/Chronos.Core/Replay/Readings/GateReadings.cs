using Chronos.Core.Books;
using Chronos.Core.Gates;
using Chronos.Core.Model;

namespace Chronos.Core.Replay.Readings;

/// <summary>
/// Asks every gate by itself what it says about a proposal, those that let it pass too, and reads off the figures they compare.
/// Changes nothing; far from the hot path. One thread at a time.
/// </summary>
/// <remarks>
/// A gate tells figures only when it objects. Of one that passes they are read here from the same books by the same rule, and a
/// test holds the two against each other wherever a gate does object.
/// </remarks>
internal sealed class GateReadings
{
    private readonly IGate[] _gates = new GateChain().All();

    /// <summary>Every gate's answer, in gate order.</summary>
    public GateReading[] Of(in GateContext context, EngineState state)
    {
        var readings = new GateReading[_gates.Length];
        for (var i = 0; i < readings.Length; i++)
        {
            readings[i] = Ask(_gates[i], in context, state);
        }

        return readings;
    }

    /// <summary>What a gate compares, read off the books.</summary>
    public static Gauge GaugeOf(GateId gate, in GateContext context, EngineState state) => gate switch
    {
        GateId.TradingState or GateId.Mandate or GateId.InstrumentTradable or GateId.Denial or GateId.DuplicateProposal
            or GateId.Stage or GateId.ProposalSequence => EntityGauges.Read(gate, in context, state),
        GateId.MessageRate or GateId.VenueWindow or GateId.OrderCapacity or GateId.InstrumentRate or GateId.VenueRate
            or GateId.AmendRate or GateId.SameContent or GateId.RepeatedExecution or GateId.OrderToFill or GateId.RejectStorm
            or GateId.AccumulatedNotional or GateId.WorkingOrders or GateId.CoolDown or GateId.EntrySpacing
            or GateId.LossStreak => RateGauges.Read(gate, in context, state),
        GateId.MarketStatus or GateId.TradingSession or GateId.Blackout or GateId.ReferencePrice or GateId.PriceDrift
            or GateId.ExpectedSlippage or GateId.DepthShare or GateId.VolumeShare or GateId.SpreadCeiling or GateId.LiquidityFloor
            or GateId.Volatility or GateId.ClockSkew or GateId.LatencyBudget
            or GateId.QuoteQuarantine => MarketGauges.Read(gate, in context, state),
        GateId.DailyLoss or GateId.WeeklyLoss or GateId.Drawdown or GateId.StrategyLoss
            or GateId.AssetLoss => LossGauges.Read(gate, in context),
        GateId.PositionLimit or GateId.GrossExposure or GateId.ReduceOnly or GateId.OpenPositions or GateId.NetExposure
            or GateId.Leverage or GateId.Concentration or GateId.Herfindahl or GateId.GroupExposure or GateId.StrategyBudget
            or GateId.AssetBudget or GateId.FreeBalance or GateId.SelfTrade or GateId.FreeMargin
            or GateId.OneSidedness => ExposureGauges.Read(gate, in context, state),
        _ => OrderGauges.Read(gate, in context, state),
    };

    private static GateReading Ask(IGate gate, in GateContext context, EngineState state)
    {
        var finding = default(Finding);
        var cap = gate.Check(in context, state, ref finding);
        var gauge = GaugeOf(gate.Id, in context, state);
        if (cap.PermittedUnits >= context.Units)
        {
            return new GateReading(gate.Id, GateOutcome.Passes, cap.PermittedUnits, gauge);
        }

        var outcome = context.IsReduction && !gate.BindsReductions ? GateOutcome.Exempts
            : gate.IsSoft && context.Parking.ClearsSoftGates ? GateOutcome.Overruled : GateOutcome.Objects;
        return new GateReading(gate.Id, outcome, cap.PermittedUnits, gauge.As(in finding));
    }
}
