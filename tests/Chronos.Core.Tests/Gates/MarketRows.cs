using Chronos.Core.Gates;
using Chronos.Core.Model;
using Chronos.Core.Tests.Pipeline;

namespace Chronos.Core.Tests.Gates;

/// <summary>What the page says about the gates of who, what and market.</summary>
internal static class MarketRows
{
    private const string Blocks = "blocks";
    private const string Cuts = "cuts to what fits";

    public static readonly GateRow[] Rows =
    [
        new(new DenialGate(), "No denial matches strategy, instrument, venue and side; a denial beats every mandate", "`denials`", Blocks, "policy")
        {
            Example = "Buys of AAA are denied",
            Policy = new TestPolicy().With("", "denials", """[{ "instrument": "AAA", "side": "Buy", "reason": "restricted" }]"""),
            Proposal = f => f.Buy(),
        },
        new(new ProposalSequenceGate(), "Id <= highest id of the strategy + limit; its first id may be any. A refused id is not remembered", "`strategies.proposalIdGapMax`", Blocks, "next proposal")
        {
            Example = "Highest id 1, limit 100, id 102; limit shows the highest",
            Policy = new TestPolicy().With("strategies", "proposalIdGapMax", "100"),
            Prepare = f => f.Propose(f.Buy(1)),
            Proposal = f => f.Buy() with { Id = new ProposalId(102) },
        },
        new(new MarketStatusGate(), "The venue told Trading, not longer ago than the limit, and delisting is further away than its horizon. With \"none\" for the age only what was told is judged", "`venues.statusAgeMillisMax`, `instruments.delistsAt`, `instruments.delistHorizonMillis`", Blocks, "the venue tells Trading")
        {
            Example = "The venue told Halted; observed and limit are numbers of the status",
            Prepare = f => f.Ticker(MarketStatus.Halted),
            Proposal = f => f.Buy(),
        },
        new(new TradingSessionGate(), "Engine time is inside the instrument's session", "`instruments.session`, `sessions`", Blocks, "the session opens")
        {
            Example = "Thursday, a session of Fridays only",
            Policy = new TestPolicy().With("sessions", "weekdays", """["Friday"]"""),
            Proposal = f => f.Buy(),
        },
        new(new BlackoutGate(), "Engine time is inside no blackout of the instrument, its venue or everything", "`blackouts`", Blocks, "the blackout ends")
        {
            Example = "The blackout lasts another hour; observed is what is left of it",
            Policy = new TestPolicy().With("", "blackouts", """[{ "from": "2026-01-01T00:00:00Z", "until": "2026-01-01T01:00:00Z", "reason": "news" }]"""),
            Proposal = f => f.Buy(),
        },
        new(new ReferencePriceGate(), "Buy: worst price <= last trade + collar and <= mark price + collar; sell: >= minus. Each told not longer ago than the limit", "`limits.collarLastBps`, `limits.collarMarkBps`, `limits.referenceAgeMillisMax`", Blocks, "next proposal or ticker")
        {
            Example = "Last trade 100, collar 100 bps, buy at 102",
            Policy = new TestPolicy().With("limits", "collarLastBps", "100"),
            Prepare = f => f.Ticker(last: 100),
            Proposal = f => f.Buy(10, 102),
        },
        new(new PriceDriftGate(), "Buy: worst price <= the lowest middle the window began with + limit; sell: >= the highest - limit. The window begins with the quotes of its first 64th, time being cut from a quote on", "`limits.driftBpsMax`, `windows.driftMillis`", Blocks, "window slides")
        {
            Example = "A minute began at a middle of 100, limit 100 bps, buy at 102",
            Policy = new TestPolicy().With("limits", "driftBpsMax", "100"),
            Prepare = f =>
            {
                f.Advance(1_000);
                f.Quote(101, 102);
            },
            Proposal = f => f.Buy(10, 102),
        },
        new(new ExpectedSlippageGate(), "Average fill within the limit of the middle: the touch, then the deeper levels of a depth not older than a quote may be, the rest at the worst price", "`limits.slippageBpsMax`", Cuts, "next proposal, quote or depth")
        {
            Example = "10 shown at 101 and 10 at 103, limit 200 bps, buy 30 up to 106",
            Policy = new TestPolicy().With("limits", "slippageBpsMax", "200"),
            Prepare = f =>
            {
                f.Quote(size: 10);
                f.Depth([(99, 10)], [(101, 10), (103, 10)]);
            },
            Proposal = f => f.Buy(30, 106),
        },
        new(new DepthShareGate(), "An order that would take: quantity <= share of the quantity shown up to its worst price. A resting one passes", "`limits.depthPercentMax`", Cuts, "next quote or depth")
        {
            Example = "10 shown at 101 and 10 at 102, limit 50 %, buy 15 up to 102",
            Policy = new TestPolicy { DepthPercentMax = 50 },
            Prepare = f =>
            {
                f.Quote(size: 10);
                f.Depth([], [(102, 10)]);
            },
            Proposal = f => f.Buy(15, 102),
        },
        new(new VolumeShareGate(), "Quantity <= share of the volume traded within the window, counting only what was certainly traded inside it", "`limits.volumePercentMax`, `windows.volumeMillis`", Cuts, "next ticker")
        {
            Example = "40 traded in the window, limit 10 %, buy 5",
            Policy = new TestPolicy().With("limits", "volumePercentMax", "10"),
            Prepare = f =>
            {
                f.Ticker(volume: 1);
                f.Advance(1_000);
                f.Ticker(volume: 40);
            },
            Proposal = f => f.Buy(5),
        },
        new(new SpreadCeilingGate(), "(ask - bid) / middle <= limit", "`limits.spreadBpsMax`", Blocks, "next quote")
        {
            Example = "Bid 99, ask 101, limit 199 bps",
            Policy = new TestPolicy().With("limits", "spreadBpsMax", "199"),
            Proposal = f => f.Buy(),
        },
        new(new LiquidityFloorGate(), "Value shown at the touch the order would take >= limit; both sides must show something. 0 asks for nothing", "`limits.touchNotionalMin`", Blocks, "next quote")
        {
            Example = "5 shown at an ask of 101, limit 1000",
            Policy = new TestPolicy().With("limits", "touchNotionalMin", "\"1000\""),
            Prepare = f => f.Quote(size: 5),
            Proposal = f => f.Buy(),
        },
        new(new VolatilityGate(), "Highest over lowest middle within the window <= limit; an extreme counts up to a 64th of the window longer", "`limits.volatilityBpsMax`, `windows.volatilityMillis`", Blocks, "window slides")
        {
            Example = "Middles 100 and 102 within a minute, limit 100 bps",
            Policy = new TestPolicy().With("limits", "volatilityBpsMax", "100"),
            Prepare = f =>
            {
                f.Advance(1_000);
                f.Quote(101, 103);
            },
            Proposal = f => f.Buy(),
        },
        new(new ClockSkewGate(), "Arrival of the quote - its venue time within plus or minus the limit", "`limits.clockSkewMillisMax`", Blocks, "next quote")
        {
            Example = "The quote arrived 200 ms after its venue time, limit 100 ms",
            Policy = new TestPolicy().With("limits", "clockSkewMillisMax", "100"),
            Prepare = f => f.QuoteUnits(99 * PipelineFixture.One, 101 * PipelineFixture.One, 1, 1, venueTime: f.Now - 200 * PipelineFixture.Milli),
            Proposal = f => f.Buy(),
        },
        new(new LatencyBudgetGate(), "99th percentiles of ingress to decision, ingress to send and approval to the venue's answer <= limits, each once enough were measured in the window", "`latency`, `windows.latencyMillis`", Blocks, "the percentile falls")
        {
            Example = "Decisions took 20 ms at the 99th percentile, limit 10 ms",
            Policy = new TestPolicy().With("latency", "decisionP99MicrosMax", "10000"),
            Prepare = f => f.Input(EventKind.Tick, new TimerTick(1, 20 * PipelineFixture.Milli, 100)),
            Proposal = f => f.Buy(),
        },
        new(new QuoteQuarantineGate(), "No quote was refused since quoteGoodMin in a row agreed with the one before; the second source, where asked for, is fresh and near (code 285)", "`instruments.quoteJumpBpsMax`, `instruments.quoteGoodMin`, `instruments.secondSourceBpsMax`", Blocks, "quotes agree")
        {
            Example = "A jump, then one quote that agrees with it; three must",
            Policy = new TestPolicy().With("instruments", "quoteJumpBpsMax", "100").With("instruments", "quoteGoodMin", "3"),
            Prepare = f =>
            {
                f.Quote(109, 111);
                f.Quote(109, 111);
            },
            Proposal = f => f.Buy(),
        },
    ];
}
