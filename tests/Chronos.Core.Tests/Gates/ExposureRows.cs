using Chronos.Core.Gates;
using Chronos.Core.Model;
using Chronos.Core.Tests.Pipeline;

namespace Chronos.Core.Tests.Gates;

/// <summary>What the page says about the gates of position, exposure and budget.</summary>
internal static class ExposureRows
{
    private const string Blocks = "blocks";
    private const string Cuts = "cuts to what fits";
    private const string Shrinks = "exposure shrinks";
    private const string EquityClears = "exposure shrinks or equity grows";

    internal static readonly GateRow[] Rows =
    [
        new(new OpenPositionsGate(), "Instruments the account holds or works to hold, this one counted <= limit", "`accounts.openPositionsMax`", Blocks, "a position or its orders end")
        {
            Example = "Limit 1, BBB held, AAA proposed",
            Policy = new TestPolicy().With("accounts", "openPositionsMax", "1"),
            Prepare = f => f.Hold(10, instrument: 1),
            Proposal = f => f.Buy(),
        },
        new(new NetExposureGate(), "Sum over instruments of the signed end the order's direction moves x price <= limit", "`accounts.netExposureMax`", Cuts, "net exposure shrinks")
        {
            Example = "Limit 5050, short 10 of BBB at an ask of 101, buy 70 of AAA at 101",
            Policy = new TestPolicy().With("accounts", "netExposureMax", "\"5050\""),
            Prepare = f => f.Hold(-10, instrument: 1),
            Proposal = f => f.Buy(70),
        },
        new(new LeverageGate(), "Gross exposure after the order <= equity x limit; equity is the balance told by the venue + open profit", "`accounts.leverageMaxPercent`", Cuts, EquityClears)
        {
            Example = "Limit 50 %, balance 10100, buy 60 at 101",
            Policy = new TestPolicy { LeverageMaxPercent = 50 },
            Prepare = f => f.Tell(balance: 10_100),
            Proposal = f => f.Buy(60),
        },
        new(new ConcentrationGate(), "Exposure of the instrument after the order <= equity x limit", "`accounts.concentrationMax`", Cuts, EquityClears)
        {
            Example = "Limit 0.25, balance 10100, buy 30 at 101",
            Policy = new TestPolicy().With("accounts", "concentrationMax", "\"0.25\""),
            Prepare = f => f.Tell(balance: 10_100),
            Proposal = f => f.Buy(30),
        },
        new(new HerfindahlGate(), "Sum over instruments of (exposure / equity) squared <= limit; exposures rounded up to steps of 2^40 x 1e-16 (about 0.00011), equity down", "`accounts.herfindahlMax`", Cuts, EquityClears)
        {
            Example = "Limit 0.1, balance 10100, 20 of BBB held at an ask of 101, buy 30 of AAA at 101",
            Policy = new TestPolicy().With("accounts", "herfindahlMax", "\"0.1\""),
            Prepare = f =>
            {
                f.Hold(20, price: 99, instrument: 1);
                f.Tell(20, balance: 10_100, instrument: 1);
            },
            Proposal = f => f.Buy(30),
        },
        new(new GroupExposureGate(), "Sum over the group's instruments in the account of the worse end x price <= limit", "`groups.grossExposureMax`", Cuts, Shrinks)
        {
            Example = "Limit 5050, 20 of BBB held at an ask of 101, buy 40 of AAA at 101",
            Policy = new TestPolicy().With("groups", "grossExposureMax", "\"5050\""),
            Prepare = f => f.Hold(20, instrument: 1),
            Proposal = f => f.Buy(40),
        },
        new(new StrategyBudgetGate(), "Sum over the strategy's instruments of the worse end of its own position and orders x price <= allocation", "`allocations.exposureMax`", Cuts, Shrinks)
        {
            Example = "Allocation 5050, the strategy's own 20 of BBB held at an ask of 101, buy 40 of AAA at 101",
            Policy = new TestPolicy().With("allocations:alpha", "exposureMax", "\"5050\""),
            Prepare = f => f.Own(20, instrument: 1),
            Proposal = f => f.Buy(40),
        },
        new(new AssetBudgetGate(), "Sum over the asset's instruments in the account, all strategies together, of the worse end x price <= allocation", "`allocations.exposureMax`", Cuts, Shrinks)
        {
            Example = "Allocation 5050, beta holds 20 at an ask of 101, alpha buys 40 at 101",
            Policy = new TestPolicy().With("allocations:AAA", "exposureMax", "\"5050\""),
            Prepare = f => f.Own(20, strategy: 1),
            Proposal = f => f.Buy(40),
        },
        new(new FreeBalanceGate(), "(Initial margin + highest fee) x (positions at the ask + live orders and this one at the higher of worst price and ask) <= balance told by the venue; orders of both sides are summed, a working verified reduction counts its fee alone", "`instruments.initialMargin`, `accounts.feeBpsMax`", Cuts, "fill, cancel or reject releases; balance grows")
        {
            Example = "Margin 0.1, fee 100 bps, balance 1111, 50 bought at 101 working, buy 60 more at 101",
            Policy = new TestPolicy { LeverageMaxPercent = 10_000 }.With("instruments", "initialMargin", "\"0.1\"").With("accounts", "feeBpsMax", "100"),
            Prepare = f =>
            {
                f.Tell(balance: 1_111);
                f.Work(f.Buy(50));
            },
            Proposal = f => f.Buy(60),
        },
        new(new SelfTradeGate(), "The worst price does not reach the best price of our own resting orders on the other side, of any strategy of the account; reductions pass and the resting orders are canceled first", "`accounts.selfTrade`", "by mode: blocks; cancels the resting ones and blocks until they are gone; cuts to what the quote shows at a better price", "the resting order ends")
        {
            Example = "Beta's sell rests at 105, alpha buys at 105",
            Policy = new TestPolicy().With("accounts", "selfTrade", "\"RefuseNew\""),
            Prepare = f => f.Work(f.Order(OrderSide.Sell, 5, 105, strategy: 1)),
            Proposal = f => f.Buy(10, 105),
        },
        new(new FreeMarginGate(), "What free balance counts, after the order <= equity x (1 - minimum), and its breaker is not latched", "`accounts.freeMarginMin`, `breakers.freeMargin`", Cuts, EquityClears)
        {
            Example = "Minimum 0.25, margin 1, balance 10100, buy 80 at 101",
            Policy = new TestPolicy().With("accounts", "freeMarginMin", "\"0.25\"").With("instruments", "initialMargin", "\"1\""),
            Prepare = f => f.Tell(balance: 10_100),
            Proposal = f => f.Buy(80),
        },
        new(new OneSidednessGate(), "From so many open positions on, this one counted: exposure of the order's side / all exposure <= limit, every order of its direction filled and none of the other", "`accounts.oneSidednessMax`, `accounts.oneSidednessPositionsMin`", Cuts, "the other side grows")
        {
            Example = "Limit 0.75, short 10 of BBB, buy 40 of AAA, both at an ask of 101",
            Policy = new TestPolicy().With("accounts", "oneSidednessMax", "\"0.75\""),
            Prepare = f => f.Hold(-10, instrument: 1),
            Proposal = f => f.Buy(40),
        },
    ];
}
