using Chronos.Core.Model;

namespace Chronos.Core.Books;

/// <summary>One order that may still trade.</summary>
internal struct OrderEntry
{
    public OrderId Id;
    public ProposalId Proposal;
    public int Strategy;
    public int Instrument;
    public int Account;
    public int Venue;
    public OrderSide Side;
    public OrderState State;

    /// <summary>A cancel was handed over and not answered.</summary>
    public bool CancelPending;

    public OrderType Type;
    public TimeInForce TimeInForce;
    public Price WorstPrice;
    public Quantity Quantity;
    public Quantity Filled;

    /// <summary>Engine time of the approval.</summary>
    public long ApprovedAtNanos;

    /// <summary>The next free slot while this one is free.</summary>
    public int NextFree;

    public readonly long RemainingUnits => Math.Max(0, Quantity.Units - Filled.Units);
}
