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

    /// <summary>type is neither Limit nor Market.</summary>
    OrderTypeInvalid = 110,

    /// <summary>timeInForce is none of Gtc, Ioc, Fok, PostOnly.</summary>
    TimeInForceInvalid = 111,

    /// <summary>quantity is not above zero, or above ten billion.</summary>
    QuantityInvalid = 112,

    /// <summary>limitPrice is not above zero or above one billion for a limit order, or not zero for a market order.</summary>
    PriceInvalid = 113,

    /// <summary>confidence is outside 0 to 1.</summary>
    ConfidenceInvalid = 114,

    /// <summary>createdAt is not after the epoch.</summary>
    CreatedAtInvalid = 115,

    /// <summary>expiresAt is set and not after createdAt.</summary>
    ExpiryInvalid = 116,

    /// <summary>proposalId is zero.</summary>
    ProposalIdInvalid = 117,

    /// <summary>The order type does not go with the time in force (a market order is Ioc or Fok).</summary>
    CombinationInvalid = 118,

    /// <summary>No policy has been loaded yet.</summary>
    PolicyMissing = 119,

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

    /// <summary>In stage Alpha, a proposal that could reduce a position and is no governed reduction.</summary>
    Stage = 222,

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

    /// <summary>A command with this idempotency key was already carried out.</summary>
    CommandDuplicate = 530,

    /// <summary>The command names an unknown action or scope.</summary>
    CommandInvalid = 531,

    /// <summary>The state does not allow the command.</summary>
    CommandRefused = 532,

    /// <summary>The command lacks the MAC of a known operator. Answered, not journaled: it never entered.</summary>
    CommandUnauthorized = 533,

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
}
