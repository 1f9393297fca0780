namespace Chronos.Core.Model;

/// <summary>
/// The gates. A gate's number is its bit in a decision's objection mask and part of the journal format: add at the end,
/// never renumber.
/// </summary>
public enum GateId : byte
{
    /// <summary>Trading state of every scope.</summary>
    TradingState = 0,

    /// <summary>Mandate of the strategy for the instrument.</summary>
    Mandate = 1,

    /// <summary>The instrument is open for trading.</summary>
    InstrumentTradable = 2,

    /// <summary>Price on the tick.</summary>
    TickSize = 3,

    /// <summary>Quantity on the lot.</summary>
    LotSize = 4,

    /// <summary>Minimum quantity.</summary>
    MinQuantity = 5,

    /// <summary>Minimum notional.</summary>
    MinNotional = 6,

    /// <summary>Maximum order quantity.</summary>
    MaxOrderQuantity = 7,

    /// <summary>Maximum order notional.</summary>
    MaxOrderNotional = 8,

    /// <summary>Price collar around the quote.</summary>
    PriceCollar = 9,

    /// <summary>Age of the quote.</summary>
    QuoteStaleness = 10,

    /// <summary>Age of the proposal.</summary>
    ProposalAge = 11,

    /// <summary>Minimum confidence.</summary>
    MinConfidence = 12,

    /// <summary>Proposal id not used before.</summary>
    DuplicateProposal = 13,

    /// <summary>Messages of the strategy in a sliding window.</summary>
    MessageRate = 14,

    /// <summary>Two-ended position limit.</summary>
    PositionLimit = 15,

    /// <summary>Two-ended gross exposure of the account.</summary>
    GrossExposure = 16,

    /// <summary>Loss of the account since midnight UTC.</summary>
    DailyLoss = 17,

    /// <summary>Unanswered orders at the venue.</summary>
    VenueWindow = 18,

    /// <summary>Working orders in the engine.</summary>
    OrderCapacity = 19,

    /// <summary>Reduce-only proposals verifiably reduce.</summary>
    ReduceOnly = 20,

    /// <summary>A denial of the policy forbids it.</summary>
    Denial = 21,

    /// <summary>The venue says the instrument trades.</summary>
    MarketStatus = 22,

    /// <summary>The instrument's session is open.</summary>
    TradingSession = 23,

    /// <summary>No blackout span.</summary>
    Blackout = 24,

    /// <summary>Proposal ids of the strategy rise without a large gap.</summary>
    ProposalSequence = 25,

    /// <summary>Price collar around the last trade and the mark price.</summary>
    ReferencePrice = 26,

    /// <summary>Price collar around the window's first quote.</summary>
    PriceDrift = 27,

    /// <summary>Expected average fill against the middle.</summary>
    ExpectedSlippage = 28,

    /// <summary>Share of the displayed depth.</summary>
    DepthShare = 29,

    /// <summary>Share of the traded volume.</summary>
    VolumeShare = 30,

    /// <summary>Spread of the quote.</summary>
    SpreadCeiling = 31,

    /// <summary>Value shown at the touch.</summary>
    LiquidityFloor = 32,

    /// <summary>Order against the strategy's own trailing 99.9th percentile; soft.</summary>
    FatFinger = 33,

    /// <summary>Quantity x stop distance over equity.</summary>
    RiskPerTrade = 34,

    /// <summary>Protective stops stand on the right side and only tighten.</summary>
    ProtectiveStop = 35,

    /// <summary>New orders in the instrument in a sliding window.</summary>
    InstrumentRate = 36,

    /// <summary>New orders at the venue in a sliding window, a share kept for reductions.</summary>
    VenueRate = 37,

    /// <summary>Replaced orders of strategy, instrument and venue in a sliding window.</summary>
    AmendRate = 38,

    /// <summary>Proposals of the same content in a sliding window.</summary>
    SameContent = 39,

    /// <summary>Executed entries of the strategy without an operator.</summary>
    RepeatedExecution = 40,

    /// <summary>Orders and cancels for each fill.</summary>
    OrderToFill = 41,

    /// <summary>Rejects of the strategy or venue in a sliding window.</summary>
    RejectStorm = 42,

    /// <summary>Value approved in a sliding window, bought and sold apart.</summary>
    AccumulatedNotional = 43,

    /// <summary>Working orders of strategy, instrument and account.</summary>
    WorkingOrders = 44,

    /// <summary>Time since the strategy closed a position in the instrument.</summary>
    CoolDown = 45,

    /// <summary>Time between entries while a limit is nearly used.</summary>
    EntrySpacing = 46,

    /// <summary>Instruments held or working to be held.</summary>
    OpenPositions = 47,

    /// <summary>Two-ended sum of signed exposures of the account.</summary>
    NetExposure = 48,

    /// <summary>Gross exposure after the order over equity.</summary>
    Leverage = 49,

    /// <summary>Exposure of one instrument over equity.</summary>
    Concentration = 50,

    /// <summary>Sum of squared exposures over equity.</summary>
    Herfindahl = 51,

    /// <summary>Exposure of the instrument's group.</summary>
    GroupExposure = 52,

    /// <summary>Exposure of the strategy within its allocation.</summary>
    StrategyBudget = 53,

    /// <summary>Exposure of the asset within its allocation.</summary>
    AssetBudget = 54,

    /// <summary>Margin and fees of all orders within the balance.</summary>
    FreeBalance = 55,

    /// <summary>The order meets none of our own.</summary>
    SelfTrade = 56,

    /// <summary>Loss of the account since Monday UTC.</summary>
    WeeklyLoss = 57,

    /// <summary>Fall of the account's equity from its peak.</summary>
    Drawdown = 58,

    /// <summary>Loss of the strategy within its allocation.</summary>
    StrategyLoss = 59,

    /// <summary>Loss of the asset within its allocation.</summary>
    AssetLoss = 60,

    /// <summary>Losing closes of the strategy in a row.</summary>
    LossStreak = 61,

    /// <summary>Equity not bound by margin, after the order.</summary>
    FreeMargin = 62,

    /// <summary>Exposure of the larger side over all exposure.</summary>
    OneSidedness = 63,

    /// <summary>Range of the middle in the window.</summary>
    Volatility = 64,

    /// <summary>Venue time of the quote against its arrival.</summary>
    ClockSkew = 65,

    /// <summary>99th percentiles of decision, send and acknowledgement.</summary>
    LatencyBudget = 66,

    /// <summary>Stage Alpha: no exits but governed reductions.</summary>
    Stage = 67,

    /// <summary>The instrument's quotes are plausible.</summary>
    QuoteQuarantine = 68,

    /// <summary>The order to replace is working, the strategy's own, and not being canceled.</summary>
    ReplacedOrder = 69,

    /// <summary>No gate objected.</summary>
    None = 255,
}
