using Chronos.Core.Model;

namespace Chronos.Core.Venues;

/// <summary>An order as the paper venue holds it.</summary>
internal struct PaperOrder
{
    public OrderId Id;
    public InstrumentId Instrument;
    public AccountId Account;
    public OrderSide Side;
    public Price Price;
    public Quantity Remaining;
    public Quantity Filled;
}
