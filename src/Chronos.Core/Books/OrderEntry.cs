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

    /// <summary>An operator wants it canceled; asked for again until it can trade no more.</summary>
    public bool CancelWanted;

    /// <summary>It limits the loss of a position, so that a sweep leaves it.</summary>
    public bool IsProtective;

    /// <summary>It was sealed as a reduction.</summary>
    public bool IsReduceOnly;

    public OrderType Type;
    public TimeInForce TimeInForce;
    public Price WorstPrice;
    public Quantity Quantity;
    public Quantity Filled;

    /// <summary>The price its approval was counted at in the strategy's accumulated notional, and the place there.</summary>
    public Price ValuedAt;
    public long AccumulatedIn;

    /// <summary>The next free slot while this one is free.</summary>
    public int NextFree;

    public readonly long RemainingUnits => Math.Max(0, Quantity.Units - Filled.Units);

    /// <summary>The sequence it was decided at.</summary>
    public readonly long DecidedAt => (long)(Id.Value >> OrderBook.SlotBits);

    public readonly bool IsIn(ScopeKind scope, int index) => scope switch
    {
        ScopeKind.Venue => Venue == index,
        ScopeKind.Strategy => Strategy == index,
        ScopeKind.Instrument => Instrument == index,
        _ => true,
    };
}
