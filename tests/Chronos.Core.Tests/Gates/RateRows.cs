using Chronos.Core.Gates;
using Chronos.Core.Model;
using Chronos.Core.Tests.Pipeline;

namespace Chronos.Core.Tests.Gates;

/// <summary>What the page says about the gates on rate and repetition.</summary>
internal static class RateRows
{
    private const string Blocks = "blocks";
    private const string Slides = "window slides";
    private const string Operators = "two operators";

    internal static readonly GateRow[] Rows =
    [
        new(new InstrumentRateGate(), "Proposals in the instrument in the sliding window, this one included <= limit; of all strategies, blocked ones count; not asked of amends", "`instruments.submitsMax`, `instruments.rateWindowMillis`", Blocks, Slides)
        {
            Example = "Limit 2 a second, the third within it, by two strategies",
            Policy = new TestPolicy().With("instruments", "submitsMax", "2"),
            Prepare = f =>
            {
                f.Propose(f.Order(OrderSide.Buy, 1, 101, strategy: 1));
                f.Propose(f.Buy(1));
            },
            Proposal = f => f.Buy(1),
        },
        new(new VenueRateGate(), "New orders that went to the venue in the sliding window, this one included <= limit for a reduction, limit less the reserve for an entry", "`venues.submitsMax`, `venues.rateWindowMillis`, `venues.ratesReservePercent`", Blocks, Slides)
        {
            Example = "Limit 10 a second of which 80 % are kept for reductions, the third entry within it",
            Policy = new TestPolicy().With("venues", "submitsMax", "10").With("venues", "ratesReservePercent", "80"),
            Prepare = f =>
            {
                f.Propose(f.Buy(1));
                f.Propose(f.Buy(1));
            },
            Proposal = f => f.Buy(1),
        },
        new(new AmendRateGate(), "Orders replaced in the sliding window, this one included <= limit of strategy, instrument and venue; blocked ones count but at the venue", "`amendsMax`, `rateWindowMillis` of `strategies`, `instruments` and `venues`", Blocks, Slides)
        {
            Example = "Limit 1 a second of the strategy, the second within it",
            Policy = new TestPolicy().With("strategies", "amendsMax", "1"),
            Prepare = f => f.State.Activity.Strategy(0).OnProposal(f.Buy(1), isAmend: true, f.Now),
            Proposal = f => f.Buy(1) with { Replaces = new ProposalId(1) },
        },
        new(new SameContentGate(), "Proposals of the same instrument, side, price and quantity in the sliding window, this one included <= limit; blocked ones count. More proposals in the window than are remembered block all of them", "`strategies.sameContentMax`, `strategies.sameContentWindowMillis`", Blocks, Slides)
        {
            Example = "Limit 2 a second, buy 10 at 101 for the third time",
            Policy = new TestPolicy().With("strategies", "sameContentMax", "2").With("strategies", "sameContentWindowMillis", "1000"),
            Prepare = f =>
            {
                f.Propose(f.Buy(10, 101));
                f.Propose(f.Buy(10, 101));
            },
            Proposal = f => f.Buy(10, 101),
        },
        new(new RepeatedExecutionGate(), "Entries executed in the sliding window since an operator enabled the strategy, this one included <= limit; the last one allowed latches the breaker", "`strategies.executionsMax`, `strategies.executionsWindowMillis`, `breakers.repeatedExecution`", Blocks, Operators)
        {
            Example = "Limit 1 a second, one entry executed",
            Policy = new TestPolicy().With("strategies", "executionsMax", "1"),
            Prepare = f => f.Trade(OrderSide.Buy, 1, 101),
            Proposal = f => f.Buy(1),
        },
        new(new OrderToFillGate(), "Orders and cancels sent in the sliding window, this one included <= fills x limit, from the least number of orders and cancels on; never stops a cancel", "`strategies.ordersPerFillMax`, `strategies.ordersPerFillSamplesMin`, `strategies.ordersPerFillWindowMillis`", Blocks, "fills or window slides")
        {
            Example = "Limit 2 for a fill, judged from 2; two orders, one fill, one order more",
            Policy = new TestPolicy().With("strategies", "ordersPerFillMax", "2").With("strategies", "ordersPerFillSamplesMin", "2"),
            Prepare = f =>
            {
                f.Trade(OrderSide.Buy, 1, 101);
                f.Work(f.Buy(1));
            },
            Proposal = f => f.Buy(1),
        },
        new(new RejectStormGate(), "Orders rejected by the venue in the sliding window, since operators cleared the breaker <= limit: of the strategy and of all; one more latches the breaker", "`rejectsMax`, `rejectsWindowMillis` of `strategies` and `venues`, `breakers.rejectStorm`", Blocks, Operators)
        {
            Example = "Limit 1 a second, two rejected",
            Policy = new TestPolicy().With("strategies", "rejectsMax", "1"),
            Prepare = f =>
            {
                f.Propose(f.Buy(1));
                f.Answer(f.Last.Decision.OrderId, ReportKind.Rejected);
                f.Propose(f.Buy(1));
                f.Answer(f.Last.Decision.OrderId, ReportKind.Rejected);
            },
            Proposal = f => f.Buy(1),
        },
        new(new AccumulatedNotionalGate(), "Value of the strategy's orders of the side approved in the sliding window, this one included <= limit; valued as an order is, what ended unfilled given back", "`strategies.accumulatedNotionalMax`, `strategies.accumulatedWindowMillis`", "cuts to what fits", "window slides, or an order ends unfilled")
        {
            Example = "Limit 1515, 10 bought at 101, buy 10 at 101",
            Policy = new TestPolicy().With("strategies", "accumulatedNotionalMax", "\"1515\""),
            Prepare = f => f.Trade(OrderSide.Buy, 10, 101),
            Proposal = f => f.Buy(10, 101),
        },
        new(new WorkingOrdersGate(), "Working orders, this one included <= limit of strategy, instrument and account", "`workingOrdersMax` of `strategies`, `instruments` and `accounts`", Blocks, "an order ends")
        {
            Example = "Limit 2 of the account, two working in different instruments",
            Policy = new TestPolicy().With("accounts", "workingOrdersMax", "2"),
            Prepare = f =>
            {
                f.Work(f.Buy(1));
                f.Work(f.Order(OrderSide.Buy, 1, 101, instrument: 1));
            },
            Proposal = f => f.Buy(1),
        },
        new(new CoolDownGate(), "Time since the strategy's own position in the instrument was closed >= limit, and since it was closed at a loss >= limit", "`strategies.coolDownAfterCloseMillis`, `strategies.coolDownAfterLossMillis`", Blocks, "time")
        {
            Example = "Limit 5 s after a loss; bought at 101 and sold at 99 a second ago",
            Policy = new TestPolicy().With("strategies", "coolDownAfterLossMillis", "5000"),
            Prepare = f =>
            {
                f.Trade(OrderSide.Buy, 1, 101);
                f.Trade(OrderSide.Sell, 1, 99);
                f.Advance(1_000);
            },
            Proposal = f => f.Buy(1),
        },
        new(new EntrySpacingGate(), "Time since the strategy's last approved entry >= limit, while account, strategy or asset has used `breakers.slowPercent` of a loss limit", "`breakers.entrySpacingMillis`, `breakers.slowPercent`", Blocks, "time")
        {
            Example = "Limit 10 s, slowed, last entry 3 s ago",
            Policy = new TestPolicy().With("breakers", "entrySpacingMillis", "10000"),
            Prepare = f =>
            {
                f.State.Stages.SetStrategy(0, LossStage.Slowed);
                f.Work(f.Buy(1));
                f.Advance(3_000);
            },
            Proposal = f => f.Buy(1),
        },
        new(new LossStreakGate(), "Closes of the strategy at a loss in a row, since operators cleared the breaker <= limit; one more latches the breaker", "`strategies.lossStreakMax`, `breakers.lossStreak`", Blocks, Operators)
        {
            Example = "Limit 1, twice bought at 101 and sold at 99",
            Policy = new TestPolicy().With("strategies", "lossStreakMax", "1"),
            Prepare = f =>
            {
                for (var i = 0; i < 2; i++)
                {
                    f.Trade(OrderSide.Buy, 1, 101);
                    f.Trade(OrderSide.Sell, 1, 99);
                }
            },
            Proposal = f => f.Buy(1),
        },
    ];
}
