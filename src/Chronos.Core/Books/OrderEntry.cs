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

    /// <summary>It is to be canceled; asked for again until it can trade no more.</summary>
    public bool CancelWanted;

    /// <summary>It limits the loss of a position, so that a sweep leaves it.</summary>
    public bool IsProtective;

    public OrderType Type;
    public TimeInForce TimeInForce;
    public Price WorstPrice;

    /// <summary>Place in the strategy book.</summary>
    public int Line;

    /// <summary>Margin and fee reserved for each whole unit it may still fill; a verified reduction reserves the fee alone.</summary>
    public long HoldPerUnit;
    public Quantity Quantity;
    public Quantity Filled;

    /// <summary>The next free slot while this one is free.</summary>
    public int NextFree;

    /// <summary>Places in the heap of its account, instrument and side; see <see cref="RestingOrders"/>.</summary>
    public int FirstWorse;
    public int NextSibling;
    public int Before;

    /// <summary>It may stand in the venue's book and be met there.</summary>
    public readonly bool Rests => Type == OrderType.Limit && TimeInForce is (TimeInForce.Gtc or TimeInForce.PostOnly);

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
