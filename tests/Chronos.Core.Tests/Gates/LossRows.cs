using Chronos.Core.Gates;
using Chronos.Core.Model;
using Chronos.Core.Tests.Pipeline;

namespace Chronos.Core.Tests.Gates;

/// <summary>What the page says about the gates about loss.</summary>
internal static class LossRows
{
    private const string Blocks = "blocks";
    private const string Cleared = "two operators clear its breaker, and losses count from there";

    internal static readonly GateRow[] Rows =
    [
        new(new DailyLossGate(), "Loss since midnight UTC, realised and open, net of fees <= limit, and its breaker is not latched", "`accounts.dailyLossMax`, `breakers.dailyLoss`", Blocks, Cleared)
        {
            Example = "Limit 900, 100 bought at 109, bid 99",
            Policy = new TestPolicy { DailyLossMax = "900" },
            Prepare = f => f.Hold(100, price: 109),
            Proposal = f => f.Buy(),
        },
        new(new WeeklyLossGate(), "Loss since Monday 00:00 UTC, realised and open, net of fees <= limit, and its breaker is not latched", "`accounts.weeklyLossMax`, `breakers.weeklyLoss`", Blocks, Cleared)
        {
            Example = "Limit 900, 50 bought at 109, bid 99; the next day 90 at the bid",
            Policy = new TestPolicy().With("accounts", "weeklyLossMax", "\"900\""),
            Prepare = f =>
            {
                f.Hold(50, price: 109);
                f.Advance(86_400_000);
                f.Quote(90, 92);
            },
            Proposal = f => f.Buy(10, 92),
        },
        new(new DrawdownGate(), "Peak of equity - equity <= limit x peak, and its breaker is not latched; transfers move both alike", "`accounts.drawdownMax`, `breakers.drawdown`", Blocks, "two operators clear its breaker: the peak is where equity stands then")
        {
            Example = "Limit 0.01, balance 100000, 100 bought at 109 (fall 1000 of 100000), then 98 at the bid",
            Policy = new TestPolicy { DailyLossMax = "100000" }.With("accounts", "drawdownMax", "\"0.01\""),
            Prepare = f =>
            {
                f.Hold(100, price: 109);
                f.Quote(98, 100);
            },
            Proposal = f => f.Buy(10, 100),
        },
        new(new StrategyLossGate(), "Loss of the strategy's own fills in the account since the journal began, realised and open, net of fees <= limit, and its breaker is not latched", "`allocations.lossMax` of the strategy, `breakers.strategyLoss`", Blocks, Cleared)
        {
            Example = "Limit 50 for alpha, which bought 10 at 101; 95 at the bid",
            Policy = new TestPolicy().With("allocations:alpha", "lossMax", "\"50\""),
            Prepare = f =>
            {
                f.Fill(f.Work(f.Buy(10, 101)), OrderSide.Buy, 10, 101);
                f.Quote(95, 97);
            },
            Proposal = f => f.Buy(10, 97),
        },
        new(new AssetLossGate(), "Loss of the account in the asset since the journal began, realised and open, net of fees <= limit, and its breaker is not latched", "`allocations.lossMax` of the asset, `breakers.assetLoss`", Blocks, Cleared)
        {
            Example = "Limit 90 for AAA, 10 bought at 109, bid 99",
            Policy = new TestPolicy().With("allocations:AAA", "lossMax", "\"90\""),
            Prepare = f => f.Hold(10, price: 109),
            Proposal = f => f.Buy(),
        },
    ];
}
