using Chronos.Core.Books;
using Chronos.Core.Gates;
using Chronos.Core.Model;
using Chronos.Core.Policies;

namespace Chronos.Core.Replay.Readings;

/// <summary>The figures of the gates about position and exposure, after the order.</summary>
internal static class ExposureGauges
{
    public static Gauge Read(GateId gate, in GateContext context, EngineState state) => gate switch
    {
        GateId.PositionLimit => PositionLimit(in context),
        GateId.ReduceOnly => (context.Proposal.Flags & ProposalFlags.ReduceOnly) != 0 && context.Position.Known
            ? Gauge.AtMost(ReasonCode.ReduceOnly, context.Units, context.ReducibleUnits)
            : Gauge.None,
        GateId.OpenPositions => Gauge.AtMost(ReasonCode.OpenPositions, OpenAfter(in context), context.Account.OpenPositionsMax),
        GateId.SelfTrade => SelfTrade(in context),
        _ => context.IsValued ? ReadValued(gate, in context) : Gauge.None,
    };

    private static Gauge ReadValued(GateId gate, in GateContext context)
    {
        ref readonly var account = ref context.Account;
        return gate switch
        {
            GateId.GrossExposure => Gauge.Amount(ReasonCode.GrossExposure, context.GrossAfter, account.GrossExposureMax.Units),
            GateId.NetExposure => Gauge.Amount(
                ReasonCode.NetExposure, NetOthers(in context) + context.MovedValue, account.NetExposureMax.Units),
            GateId.GroupExposure => Budget(ReasonCode.GroupExposure, in context, in context.Group),
            GateId.AssetBudget => Budget(ReasonCode.AssetBudget, in context, in context.Asset),
            GateId.StrategyBudget => StrategyBudget(in context),
            GateId.FreeBalance => account.BalanceKnown
                ? Gauge.Amount(ReasonCode.FreeBalance, Hold(in context), ExactNotional.From(account.Balance).Units)
                : Gauge.None,
            GateId.OneSidedness => OneSidedness(in context),
            _ => account.EquityKnown ? ReadOverEquity(gate, in context) : Gauge.None,
        };
    }

    private static Gauge ReadOverEquity(GateId gate, in GateContext context)
    {
        ref readonly var account = ref context.Account;
        return gate switch
        {
            GateId.Leverage => Gauge.Amount(ReasonCode.Leverage, context.GrossAfter, account.EquityForGross / Ratio.Percent),
            GateId.Concentration => Gauge.Amount(ReasonCode.Concentration, context.Exposure, account.EquityForOne / Ratio.Ppm),
            GateId.FreeMargin => Gauge.Amount(ReasonCode.FreeMargin, Hold(in context), account.EquityForHold / Ratio.Ppm),
            GateId.Herfindahl => Herfindahl(in context),
            _ => Gauge.None,
        };
    }

    /// <summary>Of the account's limit and the strategy's own, whichever leaves less room.</summary>
    private static Gauge PositionLimit(in GateContext context)
    {
        if (!context.Position.Known)
        {
            return Gauge.None;
        }

        ref readonly var line = ref context.Line;
        var own = context.IsBuy ? line.WorstLong : -line.WorstShort;
        var (held, maximum) = (context.MovedEnd, context.Terms.PositionMax.Units);
        if ((Int128)context.Terms.StrategyPositionMax.Units - own < (Int128)maximum - held)
        {
            (held, maximum) = (own, context.Terms.StrategyPositionMax.Units);
        }

        return Gauge.AtMost(ReasonCode.PositionLimit, (long)Int128.Min((Int128)held + context.Units, long.MaxValue), maximum);
    }

    private static int OpenAfter(in GateContext context) => context.Account.OpenPositions + (context.Position.IsOpen ? 0 : 1);

    private static Int128 NetOthers(in GateContext context) => context.IsBuy
        ? context.Account.NetLong - context.Position.Value.LongEnd
        : context.Position.Value.ShortEnd - context.Account.NetShort;

    private static Int128 Hold(in GateContext context) => context.Account.Hold + Wide.Product(context.Units, context.HoldPerUnit);

    private static Gauge Budget(ReasonCode code, in GateContext context, in BudgetEntry budget) => Gauge.Amount(
        code, budget.Exposure.Units - context.Position.Value.Exposure + context.Exposure, budget.ExposureMax.Units);

    private static Gauge StrategyBudget(in GateContext context)
    {
        ref readonly var line = ref context.Line;
        ref readonly var budget = ref context.Strategy;
        var moved = context.IsBuy ? line.WorstLong : -line.WorstShort;
        if (budget.Unpriced != 0 || context.Units > long.MaxValue - Math.Max(0, moved))
        {
            return Gauge.None;
        }

        var other = Math.Abs(context.IsBuy ? line.WorstShort : line.WorstLong);
        var own = Wide.Product(Math.Max(moved + context.Units, other), context.ValuationPrice.Units);
        return Gauge.Amount(
            ReasonCode.StrategyBudget, budget.Exposure.Units - line.Exposure.Units + own, budget.ExposureMax.Units);
    }

    private static Gauge SelfTrade(in GateContext context)
    {
        var own = context.IsBuy ? context.Position.LowestSell.Units : context.Position.HighestBuy.Units;
        if (own == 0 || context.IsProtective || context.Account.SelfTrade == SelfTradeMode.LeftToVenue)
        {
            return Gauge.None;
        }

        // Meeting the own price is already too far, so that there is no room in between to tell as a share.
        return new Gauge(ReasonCode.SelfTrade, context.WorstPrice.Units, own, Bound.None);
    }

    private static Gauge Herfindahl(in GateContext context)
    {
        ref readonly var account = ref context.Account;
        var before = context.Position.Value.Steps;
        var after = Ratio.Steps(context.Exposure);
        var squares = account.Squares - Wide.Product(before, before) + Wide.Product(after, after);
        var whole = Wide.Product(account.EquitySteps, account.EquitySteps);
        var share = whole == 0 || squares > Ratio.SquaresMax
            ? long.MaxValue
            : (long)Int128.Min((squares * Ratio.Ppm + whole - 1) / whole, long.MaxValue);
        return Gauge.AtMost(ReasonCode.Herfindahl, share, account.HerfindahlMaxPpm);
    }

    private static Gauge OneSidedness(in GateContext context)
    {
        ref readonly var account = ref context.Account;
        var value = context.Position.Value;
        var grossOthers = context.IsBuy
            ? account.GrossLong - Int128.Abs(value.LongEnd)
            : account.GrossShort - Int128.Abs(value.ShortEnd);
        var gross = grossOthers + Int128.Abs(context.MovedValue);
        if (OpenAfter(in context) < account.OneSidednessPositionsMin || gross <= 0 || gross > Ratio.UnitsMax)
        {
            return Gauge.None;
        }

        var side = (gross + NetOthers(in context) + context.MovedValue) / 2;
        return Gauge.AtMost(
            ReasonCode.OneSidedness, (long)((side * Ratio.Ppm + gross - 1) / gross), account.OneSidednessMaxPpm);
    }
}
