using Chronos.Core.Model;

namespace Chronos.Core.Routing;

/// <summary>An order the books hold when a run begins.</summary>
/// <param name="Id">The order.</param>
/// <param name="Instrument">What it trades.</param>
/// <param name="Account">On whose balance.</param>
/// <param name="Side">Its side.</param>
/// <param name="Type">How it is priced.</param>
/// <param name="ReduceOnly">True when it was sealed as a reduction.</param>
/// <param name="TimeInForce">How long it may work.</param>
/// <param name="WorstPrice">Its price; the trigger of a stop.</param>
/// <param name="Remaining">What is left of it.</param>
/// <param name="Filled">What has traded.</param>
/// <param name="Acknowledged">False when the run before ended without the venue's answer.</param>
public readonly record struct BaselineOrder(
    OrderId Id,
    InstrumentId Instrument,
    AccountId Account,
    OrderSide Side,
    OrderType Type,
    bool ReduceOnly,
    TimeInForce TimeInForce,
    Price WorstPrice,
    Quantity Remaining,
    Quantity Filled,
    bool Acknowledged);
