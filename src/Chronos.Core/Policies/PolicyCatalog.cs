using System.Collections.Frozen;

namespace Chronos.Core.Policies;

/// <summary>
/// Every key of a policy file, section by section. The reader takes ranges and forms from here, and so do the page, the
/// schema, the comparison of policies and the mutation score, so that none of them can know another set of keys.
/// </summary>
internal static class PolicyCatalog
{
    public const string Root = "";
    public const string Seal = "seal";
    public const string Keys = "keys";
    public const string Quorum = "quorum";
    public const string Breakers = "breakers";
    public const string Windows = "windows";
    public const string Latency = "latency";
    public const string Limits = "limits";
    public const string Venue = "venues";
    public const string Account = "accounts";
    public const string Session = "sessions";
    public const string Blackout = "blackouts";
    public const string Group = "groups";
    public const string Instrument = "instruments";
    public const string Strategy = "strategies";
    public const string Mandate = "mandates";
    public const string Denial = "denials";
    public const string Allocation = "allocations";

    private const long MillisMax = 86_400_000;

    private static readonly string[] Stages = ["Alpha", "Production"];
    private static readonly string[] Shortfalls = ["Block", "Pending"];
    private static readonly string[] BreakerStates = ["Reducing", "Halted"];
    private static readonly string[] SelfTradeModes = ["RefuseNew", "CancelResting", "Shrink", "LeftToVenue"];
    private static readonly string[] Weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    private static readonly string[] Sides = ["Buy", "Sell"];
    private static readonly string[] OrderTypes = ["Limit", "Market", "StopMarket"];
    private static readonly string[] TimesInForce = ["Gtc", "Ioc", "Fok", "PostOnly"];

    /// <summary>All of them, in the order of the page.</summary>
    public static PolicyKey[] All { get; } =
    [
        new(Root, "$schema", PolicyKind.Text, "where editors find the schema of this file; the engine does not read it") { Optional = true, Describes = true },
        new(Root, "name", PolicyKind.Name, "what the policy is called") { Describes = true },
        new(Root, "version", PolicyKind.Count, "a change must raise it") { Describes = true, Min = 1, Max = 4_294_967_295 },
        new(Root, "stage", PolicyKind.Choice, "the stage it is for; an engine of another stage refuses it") { Words = Stages },
        new(Root, "seal", PolicyKind.Section, "life of seals"),
        new(Root, "keys", PolicyKind.Section, "who may command and vote, by name"),
        new(Root, "quorum", PolicyKind.Section, "how many must agree"),
        new(Root, "breakers", PolicyKind.Section, "what a limit does before and when it is reached"),
        new(Root, "windows", PolicyKind.Section, "lengths of the windows of market figures"),
        new(Root, "latency", PolicyKind.Section, "how slow the engine and the venues may be"),
        new(Root, "limits", PolicyKind.Section, "limits on every order"),
        new(Root, "venues", PolicyKind.Sections, "where orders may go"),
        new(Root, "accounts", PolicyKind.Sections, "balances at venues"),
        new(Root, "sessions", PolicyKind.Sections, "when instruments may be entered, by name"),
        new(Root, "blackouts", PolicyKind.Sections, "spans in which nothing is entered") { MayBeEmpty = true },
        new(Root, "groups", PolicyKind.Sections, "instruments that move together, by name"),
        new(Root, "instruments", PolicyKind.Sections, "what may be traded"),
        new(Root, "strategies", PolicyKind.Sections, "who may propose; strategies x instruments at most 65 536"),
        new(Root, "mandates", PolicyKind.Sections, "who may trade what; a pair that is not listed is blocked"),
        new(Root, "denials", PolicyKind.Sections, "what is forbidden whatever else allows it") { MayBeEmpty = true },
        new(Root, "allocations", PolicyKind.Sections, "budgets of strategies and of assets"),

        new(Seal, "ttlMillis", PolicyKind.Millis, "life of a seal: how long an approved order may still leave") { Min = 1, Max = MillisMax, Loosening = Loosening.Higher },

        new(Keys, "operators", PolicyKind.Names, "operators whose commands are taken") { MayBeEmpty = true, Loosening = Loosening.Higher },
        new(Keys, "approvers", PolicyKind.Names, "outside approvers whose votes are taken") { MayBeEmpty = true, Loosening = Loosening.Higher },

        new(Quorum, "approvalsMin", PolicyKind.Count, "approvals needed, with no veto") { Min = 2, Max = 3, Loosening = Loosening.Lower },
        new(Quorum, "snapshotAgeMillisMax", PolicyKind.Millis, "oldest venue snapshot the portfolio approver judges by; past it, it abstains") { Min = 1, Max = MillisMax, Loosening = Loosening.Higher },
        new(Quorum, "shortfall", PolicyKind.Choice, "what happens to a proposal short of approvals without a veto, or with soft objections only") { Words = Shortfalls, Loosening = Loosening.Higher },
        new(Quorum, "pendingMillisMax", PolicyKind.Millis, "how long a parked proposal waits for votes") { Min = 1, Max = MillisMax, Loosening = Loosening.Higher },

        new(Breakers, "alertPercent", PolicyKind.Percent, "share of a limit at which the first alert is given") { Min = 1, Max = 99 },
        new(Breakers, "alarmPercent", PolicyKind.Percent, "share of a limit at which the second alert is given; above alertPercent") { Min = 1, Max = 99 },
        new(Breakers, "slowPercent", PolicyKind.Percent, "share of a limit from which entries keep a distance in time; above alarmPercent") { Min = 1, Max = 100, Loosening = Loosening.Higher },
        new(Breakers, "entrySpacingMillis", PolicyKind.Millis, "time between two entries of a strategy while slowed") { Min = 1, Max = MillisMax, Loosening = Loosening.Lower },
        new(Breakers, "dailyLoss", PolicyKind.Choice, "state of the account's venue when the day's loss passes its limit") { Words = BreakerStates, Loosening = Loosening.Lower },
        new(Breakers, "weeklyLoss", PolicyKind.Choice, "state of the account's venue when the week's loss passes its limit") { Words = BreakerStates, Loosening = Loosening.Lower },
        new(Breakers, "drawdown", PolicyKind.Choice, "state of the account's venue when the fall from the peak passes its limit") { Words = BreakerStates, Loosening = Loosening.Lower },
        new(Breakers, "strategyLoss", PolicyKind.Choice, "state of the strategy when its loss passes its allocation") { Words = BreakerStates, Loosening = Loosening.Lower },
        new(Breakers, "assetLoss", PolicyKind.Choice, "state of the instruments of an asset when its loss passes its allocation") { Words = BreakerStates, Loosening = Loosening.Lower },
        new(Breakers, "lossStreak", PolicyKind.Choice, "state of the strategy after too many losing closes in a row") { Words = BreakerStates, Loosening = Loosening.Lower },
        new(Breakers, "rejectStorm", PolicyKind.Choice, "state of the strategy or venue after too many rejects") { Words = BreakerStates, Loosening = Loosening.Lower },
        new(Breakers, "repeatedExecution", PolicyKind.Choice, "state of the strategy after too many executions without an operator") { Words = BreakerStates, Loosening = Loosening.Lower },
        new(Breakers, "freeMargin", PolicyKind.Choice, "state of the account's venue when free margin falls below its minimum") { Words = BreakerStates, Loosening = Loosening.Lower },

        new(Windows, "driftMillis", PolicyKind.Millis, "window of price drift") { Min = 1, Max = MillisMax },
        new(Windows, "volatilityMillis", PolicyKind.Millis, "window of volatility") { Min = 1, Max = MillisMax },
        new(Windows, "volumeMillis", PolicyKind.Millis, "window of traded volume") { Min = 1, Max = MillisMax },
        new(Windows, "latencyMillis", PolicyKind.Millis, "window of the latency percentiles") { Min = 1, Max = MillisMax },

        new(Latency, "decisionP99MicrosMax", PolicyKind.Micros, "99th percentile from ingress to decision, as measured by the engine") { Min = 1, Max = 60_000_000, Loosening = Loosening.Higher, MayBeNone = true },
        new(Latency, "sendP99MicrosMax", PolicyKind.Micros, "99th percentile from ingress to send, as measured by the venue threads") { Min = 1, Max = 60_000_000, Loosening = Loosening.Higher, MayBeNone = true },
        new(Latency, "acknowledgementP99MillisMax", PolicyKind.Millis, "99th percentile from decision to the venue's answer, in engine time") { Min = 1, Max = MillisMax, Loosening = Loosening.Higher, MayBeNone = true },
        new(Latency, "samplesMin", PolicyKind.Count, "measurements in the window before a percentile is judged; with fewer it is not") { Min = 1, Max = 100_000, Loosening = Loosening.Higher },

        new(Limits, "orderNotionalMax", PolicyKind.Notional, "value of an order. 0 denies") { Loosening = Loosening.Higher },
        new(Limits, "confidenceMin", PolicyKind.Fraction, "lowest confidence that may enter") { Min = 0, Max = 1_000_000, Loosening = Loosening.Lower },
        new(Limits, "proposalAgeMillisMax", PolicyKind.Millis, "oldest proposal that may pass") { Min = 1, Max = MillisMax, Loosening = Loosening.Higher },
        new(Limits, "quoteAgeMillisMax", PolicyKind.Millis, "oldest quote an entry may be judged by") { Min = 1, Max = MillisMax, Loosening = Loosening.Higher },
        new(Limits, "clockSkewMillisMax", PolicyKind.Millis, "difference between the venue's time of a quote and its arrival, either way; \"none\" where the venue stamps no quotes") { Min = 1, Max = MillisMax, Loosening = Loosening.Higher, MayBeNone = true },
        new(Limits, "collarAggressiveBps", PolicyKind.Bps, "how far past the far touch a price may reach: a buy above the ask, a sell below the bid") { Min = 0, Max = 5_000, Loosening = Loosening.Higher },
        new(Limits, "collarPassiveBps", PolicyKind.Bps, "how far behind the near touch a price may rest: a buy below the bid, a sell above the ask") { Min = 0, Max = 10_000, Loosening = Loosening.Higher, MayBeNone = true },
        new(Limits, "collarAggressiveTicks", PolicyKind.Count, "the same as collarAggressiveBps, in ticks") { Min = 0, Max = 1_000_000, Loosening = Loosening.Higher, MayBeNone = true },
        new(Limits, "collarPassiveTicks", PolicyKind.Count, "the same as collarPassiveBps, in ticks") { Min = 0, Max = 1_000_000, Loosening = Loosening.Higher, MayBeNone = true },
        new(Limits, "collarLastBps", PolicyKind.Bps, "how far past the last trade a price may reach") { Min = 0, Max = 5_000, Loosening = Loosening.Higher, MayBeNone = true },
        new(Limits, "collarMarkBps", PolicyKind.Bps, "how far past the mark price a price may reach") { Min = 0, Max = 5_000, Loosening = Loosening.Higher, MayBeNone = true },
        new(Limits, "referenceAgeMillisMax", PolicyKind.Millis, "oldest word on the last trade and the mark price that counts") { Min = 1, Max = MillisMax, Loosening = Loosening.Higher },
        new(Limits, "driftBpsMax", PolicyKind.Bps, "how far past the middle of the window's first quote a price may reach") { Min = 0, Max = 10_000, Loosening = Loosening.Higher },
        new(Limits, "slippageBpsMax", PolicyKind.Bps, "expected distance of the average fill from the middle, with the book as shown") { Min = 0, Max = 5_000, Loosening = Loosening.Higher },
        new(Limits, "spreadBpsMax", PolicyKind.Bps, "distance of ask and bid over the middle") { Min = 0, Max = 10_000, Loosening = Loosening.Higher },
        new(Limits, "touchNotionalMin", PolicyKind.Notional, "value shown at the touch an order would take") { Loosening = Loosening.Lower },
        new(Limits, "touchPercentMax", PolicyKind.Percent, "order quantity over the quantity shown at the touch it takes; past it the execution approver objects, which others may outvote") { Min = 1, Max = 1_000_000, Loosening = Loosening.Higher },
        new(Limits, "depthPercentMax", PolicyKind.Percent, "order quantity over the quantity shown up to its worst price") { Min = 1, Max = 1_000_000, Loosening = Loosening.Higher },
        new(Limits, "volumePercentMax", PolicyKind.Percent, "order quantity over the volume traded in the window") { Min = 1, Max = 1_000_000, Loosening = Loosening.Higher, MayBeNone = true },
        new(Limits, "volatilityBpsMax", PolicyKind.Bps, "highest over lowest middle within the window") { Min = 0, Max = 100_000, Loosening = Loosening.Higher },
        new(Limits, "riskPerTradeMax", PolicyKind.Fraction, "quantity x distance of the stop, over equity") { Min = 0, Max = 1_000_000, Loosening = Loosening.Higher },
        new(Limits, "stopDistanceBpsMin", PolicyKind.Bps, "distance assumed for a proposal without a stop, and the least that counts for one with a stop") { Min = 1, Max = 10_000, Loosening = Loosening.Lower },
        new(Limits, "fatFingerPercentMax", PolicyKind.Percent, "order quantity over the strategy's own trailing 99.9th percentile; a soft limit") { Min = 1, Max = 1_000_000, Loosening = Loosening.Higher, MayBeNone = true },

        new(Venue, "name", PolicyKind.Name, "unique; what others refer to"),
        new(Venue, "unansweredOrdersMax", PolicyKind.Count, "orders handed over and not yet answered") { Min = 1, Max = 65_536, Loosening = Loosening.Higher },
        new(Venue, "submitsMax", PolicyKind.Count, "new orders at the venue in any window") { Min = 1, Max = 1_000_000, Loosening = Loosening.Higher },
        new(Venue, "amendsMax", PolicyKind.Count, "replaced orders at the venue in any window") { Min = 1, Max = 1_000_000, Loosening = Loosening.Higher },
        new(Venue, "cancelsMax", PolicyKind.Count, "canceled orders at the venue in any window") { Min = 1, Max = 1_000_000, Loosening = Loosening.Higher },
        new(Venue, "rateWindowMillis", PolicyKind.Millis, "length of the rate windows") { Min = 1, Max = MillisMax, Loosening = Loosening.Lower },
        new(Venue, "ratesReservePercent", PolicyKind.Percent, "share of the venue's submits that only reductions may use") { Min = 0, Max = 100, Loosening = Loosening.Lower },
        new(Venue, "statusAgeMillisMax", PolicyKind.Millis, "oldest word on the status of an instrument that counts; \"none\" where the venue has no such feed") { Min = 1, Max = MillisMax, Loosening = Loosening.Higher, MayBeNone = true },
        new(Venue, "rejectsMax", PolicyKind.Count, "rejects of the venue in any window before its breaker trips") { Min = 1, Max = 100_000, Loosening = Loosening.Higher },
        new(Venue, "rejectsWindowMillis", PolicyKind.Millis, "length of the reject window") { Min = 1, Max = MillisMax, Loosening = Loosening.Lower },
        new(Venue, "limits", PolicyKind.Section, "tighter limits for this venue") { Optional = true },

        new(Account, "name", PolicyKind.Name, "unique; what others refer to"),
        new(Account, "venue", PolicyKind.Name, "where the balance is"),
        new(Account, "currency", PolicyKind.Name, "currency of the balance; every instrument of the account is quoted in it"),
        new(Account, "grossExposureMax", PolicyKind.Notional, "sum of exposures. 0 denies") { Loosening = Loosening.Higher },
        new(Account, "netExposureMax", PolicyKind.Notional, "sum of signed exposures, either way") { Loosening = Loosening.Higher },
        new(Account, "leverageMaxPercent", PolicyKind.Percent, "gross exposure over equity, 300 = 3x") { Min = 1, Max = 10_000, Loosening = Loosening.Higher },
        new(Account, "concentrationMax", PolicyKind.Fraction, "exposure of one instrument over equity") { Min = 0, Max = 100_000_000, Loosening = Loosening.Higher },
        new(Account, "herfindahlMax", PolicyKind.Fraction, "sum of squares of each instrument's exposure over equity") { Min = 0, Max = 100_000_000, Loosening = Loosening.Higher },
        new(Account, "openPositionsMax", PolicyKind.Count, "instruments held or working to be held") { Min = 0, Max = 65_536, Loosening = Loosening.Higher },
        new(Account, "workingOrdersMax", PolicyKind.Count, "working orders of the account") { Min = 1, Max = 1_000_000, Loosening = Loosening.Higher },
        new(Account, "freeMarginMin", PolicyKind.Fraction, "equity not bound by initial margin, over equity") { Min = 0, Max = 1_000_000, Loosening = Loosening.Lower },
        new(Account, "oneSidednessMax", PolicyKind.Fraction, "exposure of the larger side over all exposure") { Min = 500_000, Max = 1_000_000, Loosening = Loosening.Higher },
        new(Account, "oneSidednessPositionsMin", PolicyKind.Count, "open positions from which one-sidedness is judged") { Min = 2, Max = 65_536, Loosening = Loosening.Higher },
        new(Account, "feeBpsMax", PolicyKind.Bps, "highest fee of the venue; reserved with every order") { Min = 0, Max = 1_000, Loosening = Loosening.Lower },
        new(Account, "selfTrade", PolicyKind.Choice, "what happens when an order would meet one of our own") { Words = SelfTradeModes },
        new(Account, "dailyLossMax", PolicyKind.Notional, "loss since midnight UTC, realised plus open, net of fees") { Loosening = Loosening.Higher },
        new(Account, "weeklyLossMax", PolicyKind.Notional, "loss since Monday 00:00 UTC, realised plus open, net of fees") { Loosening = Loosening.Higher },
        new(Account, "drawdownMax", PolicyKind.Fraction, "fall of equity from its peak, over the peak") { Min = 0, Max = 1_000_000, Loosening = Loosening.Higher },

        new(Session, "name", PolicyKind.Name, "unique; what instruments refer to"),
        new(Session, "weekdays", PolicyKind.Choices, "days of it, UTC") { Words = Weekdays, Loosening = Loosening.Higher },
        new(Session, "opens", PolicyKind.TimeOfDay, "first moment of it on each of the days") { Loosening = Loosening.Lower },
        new(Session, "closes", PolicyKind.TimeOfDay, "first moment after it; after opens, at most 24:00") { Loosening = Loosening.Higher },

        new(Blackout, "from", PolicyKind.Instant, "first moment of it"),
        new(Blackout, "until", PolicyKind.Instant, "first moment after it"),
        new(Blackout, "instrument", PolicyKind.Name, "the one instrument it is for") { Optional = true },
        new(Blackout, "venue", PolicyKind.Name, "the one venue it is for") { Optional = true },
        new(Blackout, "reason", PolicyKind.Name, "why") { Describes = true },

        new(Group, "name", PolicyKind.Name, "unique; what instruments refer to"),
        new(Group, "grossExposureMax", PolicyKind.Notional, "sum of exposures of the group's instruments, in each account") { Loosening = Loosening.Higher },

        new(Instrument, "symbol", PolicyKind.Name, "the venue's text for it; unique"),
        new(Instrument, "venue", PolicyKind.Name, "where it trades"),
        new(Instrument, "baseCurrency", PolicyKind.Name, "what a quantity counts; the asset of allocations"),
        new(Instrument, "quoteCurrency", PolicyKind.Name, "what a price counts"),
        new(Instrument, "group", PolicyKind.Name, "the group it belongs to"),
        new(Instrument, "session", PolicyKind.Name, "when it may be entered"),
        new(Instrument, "tradable", PolicyKind.Flag, "false stops entries; reductions and cancels pass") { Loosening = Loosening.Higher },
        new(Instrument, "delistsAt", PolicyKind.Instant, "when it stops trading; left out while it does not") { Optional = true, Loosening = Loosening.Higher },
        new(Instrument, "delistHorizonMillis", PolicyKind.Millis, "how long before delistsAt entries stop") { Min = 1, Max = MillisMax, Loosening = Loosening.Lower },
        new(Instrument, "tickSize", PolicyKind.PriceStep, "step of prices") { Loosening = Loosening.Finer },
        new(Instrument, "lotSize", PolicyKind.Step, "step of quantities") { Loosening = Loosening.Finer },
        new(Instrument, "quantityMin", PolicyKind.Step, "smallest order; a multiple of the lot") { Loosening = Loosening.Lower },
        new(Instrument, "notionalMin", PolicyKind.Notional, "smallest value of an order") { Loosening = Loosening.Lower },
        new(Instrument, "reductionsExemptFromNotionalMin", PolicyKind.Flag, "true when the venue takes reductions below notionalMin") { Loosening = Loosening.Higher },
        new(Instrument, "orderQuantityMax", PolicyKind.Quantity, "largest order. 0 denies") { Loosening = Loosening.Higher },
        new(Instrument, "positionMax", PolicyKind.Quantity, "largest position either way, working orders counted where that is worse. 0 denies") { Loosening = Loosening.Higher },
        new(Instrument, "initialMargin", PolicyKind.Fraction, "margin bound by exposure, over exposure") { Min = 1, Max = 1_000_000, Loosening = Loosening.Lower },
        new(Instrument, "workingOrdersMax", PolicyKind.Count, "working orders in the instrument") { Min = 1, Max = 1_000_000, Loosening = Loosening.Higher },
        new(Instrument, "submitsMax", PolicyKind.Count, "new orders in the instrument in any window") { Min = 1, Max = 1_000_000, Loosening = Loosening.Higher },
        new(Instrument, "amendsMax", PolicyKind.Count, "replaced orders in the instrument in any window") { Min = 1, Max = 1_000_000, Loosening = Loosening.Higher },
        new(Instrument, "cancelsMax", PolicyKind.Count, "canceled orders in the instrument in any window") { Min = 1, Max = 1_000_000, Loosening = Loosening.Higher },
        new(Instrument, "rateWindowMillis", PolicyKind.Millis, "length of the rate windows") { Min = 1, Max = MillisMax, Loosening = Loosening.Lower },
        new(Instrument, "quoteJumpBpsMax", PolicyKind.Bps, "a quote whose middle is further than this from the one before is quarantined") { Min = 1, Max = 100_000, Loosening = Loosening.Higher },
        new(Instrument, "quoteGoodMin", PolicyKind.Count, "quotes in a row that must agree to leave quarantine") { Min = 1, Max = 1_000, Loosening = Loosening.Lower },
        new(Instrument, "secondSourceBpsMax", PolicyKind.Bps, "a quote further than this from the second source is quarantined; \"none\" where there is none") { Min = 1, Max = 100_000, Loosening = Loosening.Higher, MayBeNone = true },
        new(Instrument, "limits", PolicyKind.Section, "tighter limits for this instrument") { Optional = true },

        new(Strategy, "name", PolicyKind.Name, "unique; what others refer to"),
        new(Strategy, "submitsMax", PolicyKind.Count, "new orders of the strategy in any window") { Min = 1, Max = 1_000_000, Loosening = Loosening.Higher },
        new(Strategy, "amendsMax", PolicyKind.Count, "replaced orders of the strategy in any window") { Min = 1, Max = 1_000_000, Loosening = Loosening.Higher },
        new(Strategy, "cancelsMax", PolicyKind.Count, "canceled orders of the strategy in any window") { Min = 1, Max = 1_000_000, Loosening = Loosening.Higher },
        new(Strategy, "rateWindowMillis", PolicyKind.Millis, "length of the rate windows") { Min = 1, Max = MillisMax, Loosening = Loosening.Lower },
        new(Strategy, "proposalIdGapMax", PolicyKind.Count, "how far past its highest a new proposal id may be") { Min = 1, Max = 1_000_000_000, Loosening = Loosening.Higher },
        new(Strategy, "sameContentMax", PolicyKind.Count, "proposals of one instrument, side, price and quantity in any window") { Min = 1, Max = 10_000, Loosening = Loosening.Higher },
        new(Strategy, "sameContentWindowMillis", PolicyKind.Millis, "length of the same-content window") { Min = 1, Max = MillisMax, Loosening = Loosening.Lower },
        new(Strategy, "executionsMax", PolicyKind.Count, "entries executed in any window before the strategy is disabled until an operator re-enables it") { Min = 1, Max = 100_000, Loosening = Loosening.Higher },
        new(Strategy, "executionsWindowMillis", PolicyKind.Millis, "length of the execution window") { Min = 1, Max = MillisMax, Loosening = Loosening.Lower },
        new(Strategy, "ordersPerFillMax", PolicyKind.Count, "orders and cancels for each fill in any window") { Min = 1, Max = 1_000_000, Loosening = Loosening.Higher },
        new(Strategy, "ordersPerFillSamplesMin", PolicyKind.Count, "orders and cancels before the ratio is judged") { Min = 1, Max = 65_536, Loosening = Loosening.Higher },
        new(Strategy, "ordersPerFillWindowMillis", PolicyKind.Millis, "length of the order-to-fill window") { Min = 1, Max = MillisMax },
        new(Strategy, "accumulatedNotionalMax", PolicyKind.Notional, "value of orders approved in any window, bought and sold apart; what is canceled unfilled is given back") { Loosening = Loosening.Higher },
        new(Strategy, "accumulatedWindowMillis", PolicyKind.Millis, "length of the accumulated-notional window") { Min = 1, Max = MillisMax, Loosening = Loosening.Lower },
        new(Strategy, "workingOrdersMax", PolicyKind.Count, "working orders of the strategy") { Min = 1, Max = 1_000_000, Loosening = Loosening.Higher },
        new(Strategy, "coolDownAfterCloseMillis", PolicyKind.Millis, "no entry in an instrument for so long after closing a position in it") { Min = 0, Max = MillisMax, Loosening = Loosening.Lower },
        new(Strategy, "coolDownAfterLossMillis", PolicyKind.Millis, "no entry in an instrument for so long after closing one at a loss") { Min = 0, Max = MillisMax, Loosening = Loosening.Lower },
        new(Strategy, "lossStreakMax", PolicyKind.Count, "losing closes in a row before the strategy's breaker trips") { Min = 1, Max = 10_000, Loosening = Loosening.Higher },
        new(Strategy, "rejectsMax", PolicyKind.Count, "rejects of the strategy's orders in any window before its breaker trips") { Min = 1, Max = 100_000, Loosening = Loosening.Higher },
        new(Strategy, "rejectsWindowMillis", PolicyKind.Millis, "length of the reject window") { Min = 1, Max = MillisMax, Loosening = Loosening.Lower },
        new(Strategy, "fatFingerSamplesMin", PolicyKind.Count, "approved entries of the strategy in an instrument before fat-finger is judged") { Min = 1, Max = 100_000, Loosening = Loosening.Higher },
        new(Strategy, "limits", PolicyKind.Section, "tighter limits for this strategy") { Optional = true },

        new(Mandate, "strategy", PolicyKind.Name, "who may trade"),
        new(Mandate, "instrument", PolicyKind.Name, "what it may trade"),
        new(Mandate, "account", PolicyKind.Name, "whose balance it trades with"),
        new(Mandate, "sides", PolicyKind.Choices, "sides it may enter; a verified reduction may take the other") { Words = Sides, Loosening = Loosening.Higher },
        new(Mandate, "types", PolicyKind.Choices, "order types it may use") { Words = OrderTypes, Loosening = Loosening.Higher },
        new(Mandate, "timesInForce", PolicyKind.Choices, "times in force it may use") { Words = TimesInForce, Loosening = Loosening.Higher },
        new(Mandate, "orderQuantityMax", PolicyKind.Quantity, "largest order under the mandate. 0 denies") { Loosening = Loosening.Higher },
        new(Mandate, "positionMax", PolicyKind.Quantity, "the strategy's own largest position in the instrument either way") { Loosening = Loosening.Higher },
        new(Mandate, "limits", PolicyKind.Section, "tighter limits for this mandate") { Optional = true },

        new(Denial, "strategy", PolicyKind.Name, "of this strategy") { Optional = true },
        new(Denial, "instrument", PolicyKind.Name, "in this instrument") { Optional = true },
        new(Denial, "venue", PolicyKind.Name, "at this venue") { Optional = true },
        new(Denial, "side", PolicyKind.Choice, "of this side") { Optional = true, Words = Sides },
        new(Denial, "reason", PolicyKind.Name, "why") { Describes = true },

        new(Allocation, "account", PolicyKind.Name, "of which balance"),
        new(Allocation, "strategy", PolicyKind.Name, "for this strategy, or") { Optional = true },
        new(Allocation, "asset", PolicyKind.Name, "for this asset: the base currency of instruments") { Optional = true },
        new(Allocation, "exposureMax", PolicyKind.Notional, "exposure it may hold and have reserved. 0 denies") { Loosening = Loosening.Higher },
        new(Allocation, "lossMax", PolicyKind.Notional, "loss since the journal began, realised plus open, net of fees, or since an operator cleared its breaker") { Loosening = Loosening.Higher },
    ];

    private static readonly FrozenDictionary<string, PolicyKey[]> BySection =
        All.GroupBy(k => k.Section).ToFrozenDictionary(g => g.Key, g => g.ToArray());

    private static readonly PolicyKey[] LimitKeys = Of(Limits);

    /// <summary>The keys of a section.</summary>
    public static PolicyKey[] Of(string section) => BySection[section];

    /// <summary>The key of a limit on one order.</summary>
    public static PolicyKey Limit(LimitKey key) => LimitKeys[(int)key];
}
