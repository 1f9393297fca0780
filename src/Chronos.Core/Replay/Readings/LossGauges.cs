using Chronos.Core.Gates;
using Chronos.Core.Model;

namespace Chronos.Core.Replay.Readings;

/// <summary>The figures of the gates about loss; a negative loss is a profit.</summary>
internal static class LossGauges
{
    public static Gauge Read(GateId gate, in GateContext context)
    {
        ref readonly var account = ref context.Account;
        ref readonly var budget = ref (gate == GateId.AssetLoss ? ref context.Asset : ref context.Strategy);
        return gate switch
        {
            GateId.StrategyLoss or GateId.AssetLoss => budget.Unpriced != 0
                ? Gauge.None
                : Of(gate == GateId.AssetLoss ? ReasonCode.AssetLoss : ReasonCode.StrategyLoss, budget.Loss, budget.LossMax),
            _ when account.Unpriced != 0 => Gauge.None,
            GateId.DailyLoss => Of(ReasonCode.DailyLoss, account.DayLoss, account.DailyLossMax),
            GateId.WeeklyLoss => Of(ReasonCode.WeeklyLoss, account.WeekLoss, account.WeeklyLossMax),
            GateId.Drawdown => account.BalanceKnown ? Of(ReasonCode.Drawdown, account.Fall, account.FallMax) : Gauge.None,
            _ => Gauge.None,
        };
    }

    private static Gauge Of(ReasonCode code, ExactNotional loss, ExactNotional limit) => Gauge.Amount(code, loss.Units, limit.Units);
}
