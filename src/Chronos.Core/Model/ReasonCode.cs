namespace Chronos.Core.Model;

/// <summary>
/// Numbered causes: 100s decode and identity, 200s gates, 300s quorum, 400s seal, 500s journal, route and inputs that
/// are not proposals. The numbers are part of the journal format: add, never renumber.
/// </summary>
public enum ReasonCode : ushort
{
    /// <summary>No objection.</summary>
    None = 0,

    /// <summary>The frame's length is not the length of its type, or its length field disagrees with the bytes received.</summary>
    FrameLength = 101,

    /// <summary>The frame does not begin with the magic number.</summary>
    FrameMagic = 102,

    /// <summary>The frame's version is not one this engine reads.</summary>
    FrameVersion = 103,

    /// <summary>The frame's type is unknown.</summary>
    FrameType = 104,

    /// <summary>The frame sets a flag that has no meaning.</summary>
    FrameFlags = 105,

    /// <summary>A reserved byte of the frame is not zero.</summary>
    FrameReserved = 106,

    /// <summary>The policy knows no such strategy.</summary>
    StrategyUnknown = 107,

    /// <summary>The policy knows no such instrument.</summary>
    InstrumentUnknown = 108,

    /// <summary>side is neither Buy nor Sell.</summary>
    SideInvalid = 109,

    /// <summary>type is none of Limit, Market, StopMarket.</summary>
    OrderTypeInvalid = 110,

    /// <summary>timeInForce is none of Gtc, Ioc, Fok, PostOnly.</summary>
    TimeInForceInvalid = 111,

    /// <summary>quantity is not above zero, or above ten billion.</summary>
    QuantityInvalid = 112,

    /// <summary>limitPrice is not above zero or above one billion for a limit order or a stop, or not zero for a market order.</summary>
    PriceInvalid = 113,

    /// <summary>confidence is outside 0 to 1.</summary>
    ConfidenceInvalid = 114,

    /// <summary>createdAt is not after the epoch.</summary>
    CreatedAtInvalid = 115,

    /// <summary>expiresAt is set and not after createdAt.</summary>
    ExpiryInvalid = 116,

    /// <summary>proposalId is zero, or has the highest bit, which marks proposals the engine makes itself.</summary>
    ProposalIdInvalid = 117,

    /// <summary>The order type does not go with the time in force (a market order is Ioc or Fok, a stop Gtc).</summary>
    CombinationInvalid = 118,

    /// <summary>No policy has been loaded yet.</summary>
    PolicyMissing = 119,

    /// <summary>stopPrice is below zero, above one billion, or set for a StopMarket order, whose limitPrice is the stop.</summary>
    StopPriceInvalid = 120,

    /// <summary>The text is not one JSON object.</summary>
    JsonMalformed = 130,

    /// <summary>A field the proposal does not have.</summary>
    FieldUnknown = 131,

    /// <summary>A required field is absent.</summary>
    FieldMissing = 132,

    /// <summary>A field stands twice.</summary>
    FieldDuplicate = 133,

    /// <summary>A field has the wrong JSON type.</summary>
    FieldType = 134,

    /// <summary>A number is not plain decimal text.</summary>
    NumberMalformed = 135,

    /// <summary>A number has more than 8 decimals.</summary>
    NumberDecimals = 136,

    /// <summary>A number does not fit.</summary>
    NumberOverflow = 137,

    /// <summary>The body is larger than a proposal may be.</summary>
    BodyTooLarge = 138,

    /// <summary>A name the policy does not know.</summary>
    NameUnknown = 139,

    /// <summary>A word that is none of the field's values.</summary>
    ValueUnknown = 140,

    /// <summary>A scope of the proposal is not Active.</summary>
    TradingState = 201,

    /// <summary>No mandate for this strategy and instrument.</summary>
    Mandate = 202,

    /// <summary>The instrument is not tradable.</summary>
    InstrumentTradable = 203,

    /// <summary>The price is not a multiple of the tick.</summary>
    TickSize = 204,

    /// <summary>The quantity is not a multiple of the lot.</summary>
    LotSize = 205,

    /// <summary>Below the minimum quantity.</summary>
    MinQuantity = 206,

    /// <summary>Below the minimum notional.</summary>
    MinNotional = 207,

    /// <summary>Above the maximum order quantity.</summary>
    MaxOrderQuantity = 208,

    /// <summary>Above the maximum order notional.</summary>
    MaxOrderNotional = 209,

    /// <summary>The price is outside the collar around the quote.</summary>
    PriceCollar = 210,

    /// <summary>The quote is older than allowed.</summary>
    QuoteStaleness = 211,

    /// <summary>The proposal is older than allowed, from the future, or past its own expiry.</summary>
    ProposalAge = 212,

    /// <summary>The confidence is below the minimum.</summary>
    MinConfidence = 213,

    /// <summary>The proposal id has been decided before, with the same content.</summary>
    DuplicateProposal = 214,

    /// <summary>The strategy sends more messages than allowed in the window.</summary>
    MessageRate = 215,

    /// <summary>The position, with working orders counted where that is worse, would pass its limit.</summary>
    PositionLimit = 216,

    /// <summary>The gross exposure, with working orders counted where that is worse, would pass its limit.</summary>
    GrossExposure = 217,

    /// <summary>The day's loss has passed its limit.</summary>
    DailyLoss = 218,

    /// <summary>Orders handed to the venue and not yet answered have reached the engine's bound.</summary>
    VenueWindow = 219,

    /// <summary>Working orders have reached the engine's bound.</summary>
    OrderCapacity = 220,

    /// <summary>The proposal asks to reduce only and would not.</summary>
    ReduceOnly = 221,

    /// <summary>A denial of the policy forbids it.</summary>
    Denial = 222,

    /// <summary>The venue says the instrument trades.</summary>
    MarketStatus = 223,

    /// <summary>The instrument's session is open.</summary>
    TradingSession = 224,

    /// <summary>No blackout span.</summary>
    Blackout = 225,

    /// <summary>Proposal ids of the strategy rise without a large gap.</summary>
    ProposalSequence = 226,

    /// <summary>Price collar around the last trade and the mark price.</summary>
    ReferencePrice = 227,

    /// <summary>Price collar around the window's first quote.</summary>
    PriceDrift = 228,

    /// <summary>Expected average fill against the middle.</summary>
    ExpectedSlippage = 229,

    /// <summary>Share of the displayed depth.</summary>
    DepthShare = 230,

    /// <summary>Share of the traded volume.</summary>
    VolumeShare = 231,

    /// <summary>Spread of the quote.</summary>
    SpreadCeiling = 232,

    /// <summary>Value shown at the touch.</summary>
    LiquidityFloor = 233,

    /// <summary>Order against the strategy's own trailing 99.9th percentile; soft.</summary>
    FatFinger = 234,

    /// <summary>Quantity x stop distance over equity.</summary>
    RiskPerTrade = 235,

    /// <summary>Protective stops stand on the right side and only tighten.</summary>
    ProtectiveStop = 236,

    /// <summary>New orders in the instrument in a sliding window.</summary>
    InstrumentRate = 237,

    /// <summary>New orders at the venue in a sliding window, a share kept for reductions.</summary>
    VenueRate = 238,

    /// <summary>Replaced orders of strategy, instrument and venue in a sliding window.</summary>
    AmendRate = 239,

    /// <summary>There is no quote for the instrument.</summary>
    QuoteUnknown = 240,

    /// <summary>The venue has not yet told the position.</summary>
    PositionUnknown = 241,

    /// <summary>The venue has not yet told the balance.</summary>
    BalanceUnknown = 242,

    /// <summary>A product or sum does not fit 128 bits, or a result does not fit 64.</summary>
    ArithmeticOverflow = 243,

    /// <summary>An exposure of the account cannot be valued because an instrument has no quote.</summary>
    ExposureUnknown = 244,

    /// <summary>The proposal id was used before, with other content.</summary>
    ProposalIdReused = 245,

    /// <summary>The proposal id is further below the strategy's highest than the engine remembers.</summary>
    ProposalIdTooOld = 246,

    /// <summary>Proposals of the same content in a sliding window.</summary>
    SameContent = 247,

    /// <summary>Executed entries of the strategy without an operator.</summary>
    RepeatedExecution = 248,

    /// <summary>Orders and cancels for each fill.</summary>
    OrderToFill = 249,

    /// <summary>Rejects of the strategy or venue in a sliding window.</summary>
    RejectStorm = 250,

    /// <summary>Value approved in a sliding window, bought and sold apart.</summary>
    AccumulatedNotional = 251,

    /// <summary>Working orders of strategy, instrument and account.</summary>
    WorkingOrders = 252,

    /// <summary>Time since the strategy closed a position in the instrument.</summary>
    CoolDown = 253,

    /// <summary>Time between entries while a limit is nearly used.</summary>
    EntrySpacing = 254,

    /// <summary>Instruments held or working to be held.</summary>
    OpenPositions = 255,

    /// <summary>Two-ended sum of signed exposures of the account.</summary>
    NetExposure = 256,

    /// <summary>Gross exposure after the order over equity.</summary>
    Leverage = 257,

    /// <summary>Exposure of one instrument over equity.</summary>
    Concentration = 258,

    /// <summary>Sum of squared exposures over equity.</summary>
    Herfindahl = 259,

    /// <summary>Exposure of the instrument's group.</summary>
    GroupExposure = 260,

    /// <summary>Exposure of the strategy within its allocation.</summary>
    StrategyBudget = 261,

    /// <summary>Exposure of the asset within its allocation.</summary>
    AssetBudget = 262,

    /// <summary>Margin and fees of all orders within the balance.</summary>
    FreeBalance = 263,

    /// <summary>The order meets none of our own.</summary>
    SelfTrade = 264,

    /// <summary>Loss of the account since Monday UTC.</summary>
    WeeklyLoss = 265,

    /// <summary>Fall of the account's equity from its peak.</summary>
    Drawdown = 266,

    /// <summary>Loss of the strategy within its allocation.</summary>
    StrategyLoss = 267,

    /// <summary>Loss of the asset within its allocation.</summary>
    AssetLoss = 268,

    /// <summary>Losing closes of the strategy in a row.</summary>
    LossStreak = 269,

    /// <summary>Equity not bound by margin, after the order.</summary>
    FreeMargin = 270,

    /// <summary>Exposure of the larger side over all exposure.</summary>
    OneSidedness = 271,

    /// <summary>Range of the middle in the window.</summary>
    Volatility = 272,

    /// <summary>Venue time of the quote against its arrival.</summary>
    ClockSkew = 273,

    /// <summary>99th percentiles of decision, send and acknowledgement.</summary>
    LatencyBudget = 274,

    /// <summary>Stage Alpha: no exits but governed reductions.</summary>
    Stage = 275,

    /// <summary>The instrument's quotes are plausible.</summary>
    QuoteQuarantine = 276,

    /// <summary>The venue has not told the last trade or the mark price.</summary>
    ReferenceUnknown = 277,

    /// <summary>The venue has not told whether the instrument trades, or not lately.</summary>
    MarketStatusUnknown = 278,

    /// <summary>The account's equity cannot be computed.</summary>
    EquityUnknown = 279,

    /// <summary>The venue has not told the traded volume.</summary>
    VolumeUnknown = 280,

    /// <summary>The book has not been told deep enough.</summary>
    DepthUnknown = 281,

    /// <summary>The mandate does not allow the side, order type or time in force.</summary>
    MandateTerms = 282,

    /// <summary>The order to replace is not working, or not the strategy's own in the same instrument and side.</summary>
    OrderToReplaceUnknown = 283,

    /// <summary>The quote is too far from the one before.</summary>
    QuoteJump = 284,

    /// <summary>The quote is too far from the second source.</summary>
    QuoteSource = 285,

    /// <summary>Cancels of strategy, instrument or venue have reached their limit.</summary>
    CancelRate = 286,

    /// <summary>A protective stop is not canceled while the position it protects is open.</summary>
    CancelProtective = 287,

    /// <summary>Not enough measurements of latency yet.</summary>
    LatencyUnknown = 288,

    /// <summary>The order to replace is on its way out: canceled, or about to be replaced by another.</summary>
    ReplacedOrder = 289,

    /// <summary>Fewer approvals than the quorum needs.</summary>
    QuorumShort = 301,

    /// <summary>An approver vetoed.</summary>
    QuorumVeto = 302,

    /// <summary>Two approvers hold different figures for the same thing.</summary>
    ApproversDisagree = 303,

    /// <summary>No vote from outside came in time.</summary>
    PendingExpired = 304,

    /// <summary>As many proposals wait as the engine holds.</summary>
    PendingFull = 305,

    /// <summary>An approver outside the engine vetoed.</summary>
    OutsideVeto = 306,

    /// <summary>An approver outside the engine objects; while that stands the proposal waits on.</summary>
    OutsideObjection = 307,

    /// <summary>Risk: position after the order.</summary>
    RiskPosition = 310,

    /// <summary>Risk: the day's loss.</summary>
    RiskLoss = 311,

    /// <summary>Risk: no opening position or quote to judge by.</summary>
    RiskInputMissing = 312,

    /// <summary>Portfolio: gross exposure by venue snapshots and reservations.</summary>
    PortfolioExposure = 320,

    /// <summary>Portfolio: the venue's snapshot is missing or old.</summary>
    PortfolioSnapshotStale = 321,

    /// <summary>Portfolio: what the orders could cost is more than the account's balance times its leverage.</summary>
    PortfolioBalance = 322,

    /// <summary>Execution: the worst price is too far from the middle of the quote.</summary>
    ExecutionSlippage = 330,

    /// <summary>Execution: no fresh quote.</summary>
    ExecutionQuoteStale = 331,

    /// <summary>Execution: the venue session is down.</summary>
    ExecutionVenueDown = 332,

    /// <summary>Execution: more than the allowed multiple of the displayed size.</summary>
    ExecutionDepth = 333,

    /// <summary>The seal does not match what the message says.</summary>
    SealMismatch = 401,

    /// <summary>The seal has expired.</summary>
    SealExpired = 402,

    /// <summary>The seal has been used.</summary>
    SealSpent = 403,

    /// <summary>A scope of the seal was halted after it was made.</summary>
    SealEpoch = 404,

    /// <summary>The seal's key is not in the key ring.</summary>
    SealKeyUnknown = 405,

    /// <summary>The venue's message could not be built or read back.</summary>
    SealMessage = 406,

    /// <summary>The journal has stopped; nothing may leave.</summary>
    EgressStopped = 501,

    /// <summary>An execution report for an order the books do not hold.</summary>
    ReportOrderUnknown = 510,

    /// <summary>An execution report that was already booked.</summary>
    ReportDuplicate = 511,

    /// <summary>Fills beyond the order's quantity; booked all the same.</summary>
    ReportOverfill = 512,

    /// <summary>A field of the execution report is out of range.</summary>
    ReportInvalid = 513,

    /// <summary>A fill at a price worse than sealed; booked all the same.</summary>
    ReportMismatch = 514,

    /// <summary>A field of the quote is out of range.</summary>
    QuoteInvalid = 520,

    /// <summary>The quote's bid is above its ask.</summary>
    QuoteCrossed = 521,

    /// <summary>A field of the ticker is out of range.</summary>
    TickerInvalid = 522,

    /// <summary>A level of the depth is out of range or out of order.</summary>
    DepthInvalid = 523,

    /// <summary>A command with this idempotency key was already carried out.</summary>
    CommandDuplicate = 530,

    /// <summary>The command names an unknown action or scope.</summary>
    CommandInvalid = 531,

    /// <summary>The state does not allow the command.</summary>
    CommandRefused = 532,

    /// <summary>The command lacks the MAC of a known operator. Answered, not journaled: it never entered.</summary>
    CommandUnauthorized = 533,

    /// <summary>The command waits for a second, different operator to confirm it.</summary>
    CommandAwaitsSecond = 534,

    /// <summary>The command confirms none that waits: unknown, withdrawn, past its time, or asking for something else.</summary>
    CommandUnconfirmed = 535,

    /// <summary>The operator who confirms is the one who asked.</summary>
    CommandSameOperator = 536,

    /// <summary>As many commands wait for a second operator as may.</summary>
    CommandApprovalsFull = 537,

    /// <summary>The policy takes no commands from the operator but to halt.</summary>
    CommandOperatorUnknown = 538,

    /// <summary>A field of the snapshot is out of range.</summary>
    SnapshotInvalid = 540,

    /// <summary>A vote for a proposal that waits for none, or whose content is another.</summary>
    VoteUnmatched = 550,

    /// <summary>The vote names no voter of the policy, or is none of Approve, Object and Veto.</summary>
    VoteInvalid = 551,

    /// <summary>The voter's counter is not above that of an earlier vote.</summary>
    VoteReplayed = 552,

    /// <summary>The voter is the strategy that proposed.</summary>
    VoteOwnProposal = 553,

    /// <summary>The vote lacks the MAC of a known approver. Answered, not journaled: it never entered.</summary>
    VoteUnauthorized = 554,

    /// <summary>The policy change does not extend the policy in force.</summary>
    PolicyRefused = 560,

    /// <summary>The order to cancel is not working, or not the strategy's.</summary>
    CancelOrderUnknown = 570,

    /// <summary>The venue rejected the order.</summary>
    VenueRejected = 580,

    /// <summary>Shadow mode: built, sealed, verified and not sent.</summary>
    ShadowNotSent = 581,

    /// <summary>Not one byte of the order left for the venue: it could not be reached.</summary>
    VenueUnreachable = 582,

    /// <summary>Sent without an answer, and the venue's complete lists agree, after it could still take it, that it never arrived.</summary>
    VenueAbsent = 583,

    /// <summary>It would open a position beside one the account holds on the other side.</summary>
    VenuePositionSide = 584,

    /// <summary>The venue's limits of requests leave no room for it at present.</summary>
    VenueLimited = 585,
}
