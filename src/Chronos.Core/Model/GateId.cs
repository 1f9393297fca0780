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

    /// <summary>Governance stage: in Alpha only entries and governed reductions.</summary>
    Stage = 21,

    /// <summary>No gate objected.</summary>
    None = 255,
}
