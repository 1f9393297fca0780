using System.Globalization;
using System.Text;
using Chronos.Core.Commands;
using Chronos.Core.Gates;
using Chronos.Core.Model;
using Chronos.Core.Tests.Pipeline;

namespace Chronos.Core.Tests.Gates;

/// <summary>Writes <c>docs/gates.md</c> from the gate registry. Codes, units, bits and the figures of the examples come from running the gates.</summary>
internal static class GatePage
{
    private const string Blocks = "blocks";
    private const string Cuts = "cuts to what fits";

    private static readonly GateRow[] First =
    [
        new(new TradingStateGate(), "Strictest state of global, venue, strategy and instrument = Active; a verified reduction may be Reducing", "none (operator commands and breakers)", Blocks, "operator command")
        {
            Example = "The engine is halted; an entry is proposed",
            Prepare = f => f.Command(CommandAction.Halt),
            Proposal = f => f.Buy(),
        },
        new(new MandateGate(), "The strategy has a mandate for the instrument, which allows the order type, the time in force and, unless the order is a verified reduction, the side (code 282)", "`mandates`, `mandates.sides`, `mandates.types`, `mandates.timesInForce`", Blocks, "policy")
        {
            Example = "Strategy beta proposes BBB and is mandated for AAA only",
            Proposal = f => f.Order(OrderSide.Buy, 10, 101, strategy: 1, instrument: 1),
        },
        new(new InstrumentTradableGate(), "The instrument is open for entries", "`instruments.tradable`", Blocks, "policy")
        {
            Example = "The instrument is not tradable",
            Policy = new TestPolicy { Tradable = false },
            Proposal = f => f.Buy(),
        },
        new(new TickSizeGate(), "Price mod tick = 0", "`instruments.tickSize`", Blocks, "next proposal")
        {
            Example = "Tick 2, limit 101",
            Policy = new TestPolicy { TickSize = "2" },
            Proposal = f => f.Buy(10, 101),
        },
        new(new LotSizeGate(), "Quantity mod lot = 0", "`instruments.lotSize`", "cuts to whole lots", "next proposal")
        {
            Example = "Lot 4, quantity 10",
            Policy = new TestPolicy { LotSize = "4", QuantityMin = "4" },
            Proposal = f => f.Buy(10),
        },
        new(new MinQuantityGate(), "Quantity >= minimum", "`instruments.quantityMin`", Blocks, "next proposal")
        {
            Example = "Minimum 5, quantity 4",
            Policy = new TestPolicy { QuantityMin = "5" },
            Proposal = f => f.Buy(4),
        },
        new(new MinNotionalGate(), "Quantity x worst price >= minimum; not asked of reductions where the venue exempts them", "`instruments.notionalMin`, `instruments.reductionsExemptFromNotionalMin`", Blocks, "next proposal")
        {
            Example = "Minimum 500, 4 at 101",
            Policy = new TestPolicy { NotionalMin = "500" },
            Proposal = f => f.Buy(4, 101),
        },
        new(new MaxOrderQuantityGate(), "Quantity <= the smaller limit of instrument and mandate", "`instruments.orderQuantityMax`, `mandates.orderQuantityMax`", Cuts, "next proposal")
        {
            Example = "Limit 50, quantity 60",
            Policy = new TestPolicy { OrderQuantityMax = "50" },
            Proposal = f => f.Buy(60),
        },
        new(new MaxOrderNotionalGate(), "Quantity x the higher of ask and worst price <= the smaller limit of instrument and strategy", "`limits.orderNotionalMax`", Cuts, "next proposal")
        {
            Example = "Limit 1010, 12 at an ask of 101",
            Policy = new TestPolicy { OrderNotionalMax = "1010" },
            Proposal = f => f.Buy(12, 101),
        },
        new(new PriceCollarGate(), "Buy: worst price <= ask + aggressive collar, and for an entry >= bid - passive collar; sell: mirrored. Basis points and ticks both hold. A market order gets the aggressive edge as its worst price. In quarantine the quote is the last one believed", "`limits.collarAggressiveBps`, `limits.collarAggressiveTicks`, `limits.collarPassiveBps`, `limits.collarPassiveTicks`", Blocks, "next proposal or quote")
        {
            Example = "Ask 101, collar 500 bps, buy at 107",
            Proposal = f => f.Buy(10, 107),
        },
        new(new QuoteStalenessGate(), "Engine time - arrival of the quote <= limit", "`limits.quoteAgeMillisMax`", Blocks, "fresh quote")
        {
            Example = "The quote is 2 s old, limit 1.5 s",
            Prepare = f => f.Advance(2_000),
            Proposal = f => f.Buy(),
        },
        new(new ProposalAgeGate(), "Engine time - createdAt within plus or minus the limit, and not past expiresAt", "`limits.proposalAgeMillisMax`", Blocks, "next proposal")
        {
            Example = "The proposal was made 2 s ago, limit 1.5 s",
            Proposal = f => f.Buy() with { CreatedAtNanos = f.Now - 2_000 * PipelineFixture.Milli },
        },
        new(new MinConfidenceGate(), "Confidence >= minimum", "`limits.confidenceMin`", Blocks, "next proposal")
        {
            Example = "Minimum 0.5, confidence 0.4",
            Proposal = f => f.Buy() with { ConfidencePpm = 400_000 },
        },
        new(new DuplicateProposalGate(), "The strategy has not used the id before", "none (`ProposalWindow` of the engine)", Blocks, "never: a new id is needed")
        {
            Example = "The same proposal again; observed is the sequence of the first, limit the highest id",
            Prepare = f => f.Propose(f.Buy()),
            Proposal = f => f.Buy() with { Id = new ProposalId(1) },
        },
        new(new MessageRateGate(), "Proposals of the strategy in the sliding window, this one included <= limit; blocked ones count", "`strategies.submitsMax`, `strategies.rateWindowMillis`", Blocks, "window slides")
        {
            Example = "Limit 2 a second, the third within it",
            Policy = new TestPolicy { MessagesMax = 2 },
            Prepare = f =>
            {
                f.Propose(f.Buy(1));
                f.Propose(f.Buy(1));
            },
            Proposal = f => f.Buy(1),
        },
        new(new PositionLimitGate(), "Position, all working orders of the side counted as filled and none of the other <= limit: the account's within the instrument's, the strategy's own within its mandate's", "`instruments.positionMax`, `mandates.positionMax`", Cuts, "position or working orders shrink")
        {
            Example = "Limit 100, long 40, 30 more working, buy 50",
            Policy = new TestPolicy { PositionMax = "100" },
            Prepare = f =>
            {
                f.Hold(40);
                f.Work(f.Buy(30));
            },
            Proposal = f => f.Buy(50),
        },
        new(new GrossExposureGate(), "Sum over instruments of the worse end of position and working orders x price <= limit", "`accounts.grossExposureMax`, `accounts.valuationAgeMillisMax`", Cuts, "exposure shrinks")
        {
            Example = "Limit 10100, 40 of BBB held at an ask of 101, buy 70 of AAA at 101",
            Policy = new TestPolicy { GrossExposureMax = "10100" },
            Prepare = f => f.Hold(40, instrument: 1),
            Proposal = f => f.Buy(70, 101),
        },
        new(new VenueWindowGate(), "Orders handed over and not answered, this one included <= limit", "`venues.unansweredOrdersMax`", Blocks, "venue answers")
        {
            Example = "Limit 1, one order unanswered",
            Policy = new TestPolicy { UnansweredOrdersMax = 1 },
            Prepare = f => f.Propose(f.Buy(1)),
            Proposal = f => f.Buy(1),
        },
        new(new OrderCapacityGate(), "Working orders of the engine, this one included <= limit", "none (`WorkingOrdersMax` of the engine)", Blocks, "an order ends")
        {
            Example = "1024 places, all taken",
            Policy = new TestPolicy { UnansweredOrdersMax = 2_000, MessagesMax = 2_000, PositionMax = "100000", GrossExposureMax = "10000000", LeverageMaxPercent = 10_000 },
            Prepare = f =>
            {
                for (var i = 0; i < 1_024; i++)
                {
                    f.Propose(f.Buy(1));
                }
            },
            Proposal = f => f.Buy(1),
        },
        new(new ReduceOnlyGate(), "A reduce-only proposal: quantity + resting orders of its side (of a stop: resting stops) <= the opposing position", "none (flag of the proposal)", "cuts to what reduces", "position grows")
        {
            Example = "Long 10, sell 15 reduce-only",
            Prepare = f => f.Hold(10),
            Proposal = f => f.Sell(15) with { Flags = ProposalFlags.ReduceOnly },
        },
        new(new StageGate(), "In stage Alpha: the other side, its working orders counted as filled, holds no position; or the proposal is reduce-only and quantity + resting orders of its side <= that position", "`stage`", "cuts to what a reduce-only proposal reduces, else blocks", "a run in stage Production")
        {
            Example = "Alpha, long 10, sell 5 without reduce-only",
            Policy = new TestPolicy { Stage = EngineStage.Alpha },
            Prepare = f => f.Hold(10),
            Proposal = f => f.Sell(5),
        },
    ];

    internal static readonly GateRow[] Rows =
    [
        .. First.Concat(OrderRows.Rows).Concat(RateRows.Rows).Concat(ExposureRows.Rows).Concat(LossRows.Rows)
            .Concat(MarketRows.Rows).OrderBy(r => r.Gate.Id),
    ];

    public static IEnumerable<string> Fields => Rows.Select(r => r.Fields);

    public static IEnumerable<GateId> Covered => Rows.Select(r => r.Gate.Id);

    public static string Write()
    {
        var page = new StringBuilder(
            """
            # Gates

            A gate answers one question: how much of this proposal may pass? Every gate runs on every proposal, and the least
            answer, floored to the lot, is what passes: all of it is Approve; less is Modify where the proposal allows resizing and
            the rest passes every gate by itself; otherwise Block. The decision lists every gate that objected. A breach is strict:
            a figure at its limit passes.

            A gate that does not bind reductions never stops a verified reduction: its side opposes the position, and its quantity
            and the resting orders of that side together do not exceed it.

            A soft gate leaves what it alone holds back to a vote from outside, where the policy's `quorum.shortfall` is `Pending`;
            otherwise it is a gate like any other. No vote overrules a gate that is not soft.

            What is not known blocks under its own code: 240 no quote, 241 position not told yet, 242 balance not told yet, 244 an
            exposure without a quote, 245 and 246 an id reused or too old to tell, 277 last trade or mark price not told lately, 278
            whether the instrument trades not told lately, 279 no equity, 280 traded volume not told within its window, 281 nothing
            shown to take; 243 is a result out of range. Where the account has exposure in any instrument whose quote is older than
            `accounts.valuationAgeMillisMax`, GrossExposure blocks with 211 and the age: it speaks for every gate about exposure,
            since sums of old prices say nothing.

            No limit has a default: every policy field is required, and a maximum of `0` lets nothing pass. Fields are described in
            [policy.md](policy.md).

            This page is written by a test from the gates themselves; the figures of the examples are what the gate answered.
            `CHRONOS_UPDATE_DOCS=1 dotnet test` rewrites it.


            """);
        page.Append("| bit | code | gate | passes when | unit | policy field | otherwise | binds reductions | clears |\n");
        page.Append("|---|---|---|---|---|---|---|---|---|\n");
        foreach (var row in Rows)
        {
            var code = row.Run().Code;
            page.Append(
                CultureInfo.InvariantCulture,
                $"| {(int)row.Gate.Id} | {(int)code} | {code} | {row.Compared} | {Word(ReasonUnits.Of(code))} | {row.Fields} | {row.Action} | {(row.Gate.BindsReductions ? "yes" : "no")} | {row.Clears} |\n");
        }

        page.Append("\n## Examples\n\nQuoted 99 at 101 with a tick and a lot of 1 unless said otherwise.\n\n");
        page.Append("| gate | case | observed | limit | may pass |\n|---|---|---|---|---|\n");
        foreach (var row in Rows)
        {
            var cap = row.Run();
            var unit = ReasonUnits.Of(cap.Code);
            page.Append(
                CultureInfo.InvariantCulture,
                $"| {cap.Code} | {row.Example} | {Figure(cap.Observed, unit)} | {Figure(cap.Limit, unit)} | {FixedPoint.Format(cap.PermittedUnits)} |\n");
        }

        return page.ToString().ReplaceLineEndings("\n");
    }

    private static string Figure(long figure, MeasureUnit unit) => unit switch
    {
        MeasureUnit.None => "",
        MeasureUnit.Quantity or MeasureUnit.Notional or MeasureUnit.Price => FixedPoint.Format(figure),
        MeasureUnit.Nanoseconds => $"{figure / PipelineFixture.Milli} ms",
        MeasureUnit.State => ((TradingState)figure).ToString(),
        MeasureUnit.PartsPerMillion => FixedPoint.Format(figure * 100),
        _ => figure.ToString(CultureInfo.InvariantCulture),
    };

    private static string Word(MeasureUnit unit) => unit switch
    {
        MeasureUnit.None => "none",
        MeasureUnit.Quantity => "base units",
        MeasureUnit.Notional => "quote currency",
        MeasureUnit.Nanoseconds => "time",
        MeasureUnit.PartsPerMillion => "fraction",
        MeasureUnit.Sequence => "sequence, id",
        _ => unit.ToString().ToLowerInvariant(),
    };
}
