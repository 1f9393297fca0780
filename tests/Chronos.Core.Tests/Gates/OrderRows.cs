using Chronos.Core.Gates;
using Chronos.Core.Model;
using Chronos.Core.Tests.Pipeline;

namespace Chronos.Core.Tests.Gates;

/// <summary>Rows of the gates about stops, replaced orders and the size of one order against others.</summary>
internal static class OrderRows
{
    private const string Blocks = "blocks";

    public static readonly GateRow[] Rows =
    [
        new(new FatFingerGate(), "Quantity <= the percentage of the strategy's own trailing 99.9th percentile in the instrument, from a number of approved entries on; soft: a vote from outside may overrule it", "`limits.fatFingerPercentMax`, `strategies.fatFingerSamplesMin`", "cuts to what is in proportion", "next proposal")
        {
            Example = "Limit 300 %, three entries of 2, 4 and 8 so far, buy 25",
            Policy = new TestPolicy().With("limits", "fatFingerPercentMax", "300").With("strategies", "fatFingerSamplesMin", "3"),
            Prepare = f =>
            {
                f.Work(f.Buy(2, 95));
                f.Work(f.Buy(4, 95));
                f.Work(f.Buy(8, 95));
            },
            Proposal = f => f.Buy(25),
        },
        new(new RiskPerTradeGate(), "Quantity x distance of the stop from the worst price <= the fraction of equity (balance told + open profit); without a stop, or with a closer one, the least distance counts", "`limits.riskPerTradeMax`, `limits.stopDistanceBpsMin`", "cuts to what fits", "equity grows")
        {
            Example = "Limit 0.01 of 100000, buy 120 at 100 with the stop at 90",
            Policy = new TestPolicy().With("limits", "riskPerTradeMax", "\"0.01\""),
            Proposal = f => f.Buy(120, 100) with { StopPrice = Price.Parse("90") },
        },
        new(new ProtectiveStopGate(), "A stop is reduce-only, a sell's trigger below the bid and a buy's above the ask; one that replaces another is not farther from the market and covers as much; nothing else replaces a stop", "none", Blocks, "next proposal")
        {
            Example = "Long 10 with a stop at 90, replaced by one at 89",
            Prepare = f =>
            {
                f.Hold(10);
                f.Work(f.Stop(OrderSide.Sell, 10, 90));
            },
            Proposal = f => f.Stop(OrderSide.Sell, 10, 89) with { Replaces = new ProposalId(1) },
        },
        new(new ReplacedOrderGate(), "The order to replace works, is the strategy's own in the same account, instrument and side, and is not on its way out; 283 when it is not held so", "none", Blocks, "never for that order")
        {
            Example = "The order to replace is being canceled",
            Prepare = f =>
            {
                f.Work(f.Buy(1, 95));
                f.Cancel(new ProposalId(1));
            },
            Proposal = f => f.Buy(1, 96) with { Replaces = new ProposalId(1) },
        },
    ];
}
