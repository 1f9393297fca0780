using Chronos.Core.Model;

namespace Chronos.Core.Venues;

/// <summary>An order as the paper venue holds it.</summary>
internal struct PaperOrder
{
    public OrderId Id;
    public InstrumentId Instrument;
    public AccountId Account;
    public OrderSide Side;
    public OrderType Type;

    /// <summary>Trades only against the account's position.</summary>
    public bool ReduceOnly;

    /// <summary>A stop the market has reached; it takes what there is until it is done.</summary>
    public bool Triggered;

    /// <summary>Limit price, or trigger of a stop.</summary>
    public Price Price;
    public Quantity Remaining;
    public Quantity Filled;
}
