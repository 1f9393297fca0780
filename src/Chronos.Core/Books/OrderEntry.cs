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

    /// <summary>The engine wants it canceled: an operator's sweep, a replacement or an excess. Asked for again until it can trade no more.</summary>
    public bool CancelWanted;

    /// <summary>Sealed as a reduction: the venue holds it to what makes the position smaller.</summary>
    public bool IsReduceOnly;

    /// <summary>Another stop is to take its place and is not yet known to work.</summary>
    public bool IsReplaced;

    public OrderType Type;
    public TimeInForce TimeInForce;
    public Price WorstPrice;

    /// <summary>Place in the strategy book.</summary>
    public int Line;

    /// <summary>Margin and fee reserved for each whole unit it may still fill; a verified reduction reserves the fee alone.</summary>
    public long HoldPerUnit;
    public Quantity Quantity;
    public Quantity Filled;

    /// <summary>The stop it takes the place of once the venue works it; 0 for none.</summary>
    public OrderId Replaces;

    /// <summary>Engine time of the approval.</summary>
    public long ApprovedAtNanos;

    /// <summary>The price its approval was counted at in the strategy's accumulated notional, and the place there.</summary>
    public Price ValuedAt;
    public long AccumulatedIn;

    /// <summary>The next free slot while this one is free.</summary>
    public int NextFree;

    /// <summary>Neighbouring slots among the reduce-only orders of its account and instrument.</summary>
    public int Newer;
    public int Older;

    /// <summary>Places in the heap of its account, instrument and side; see <see cref="RestingOrders"/>.</summary>
    public int FirstWorse;
    public int NextSibling;
    public int Before;

    /// <summary>It may stand in the venue's book and be met there.</summary>
    public readonly bool Rests => Type == OrderType.Limit && TimeInForce is (TimeInForce.Gtc or TimeInForce.PostOnly);

    public readonly long RemainingUnits => Math.Max(0, Quantity.Units - Filled.Units);

    /// <summary>It limits the loss of a position, so that a sweep leaves it.</summary>
    public readonly bool IsProtective => Type == OrderType.StopMarket;

    /// <summary>On its way out: what it would still do is not counted on.</summary>
    public readonly bool IsLeaving => CancelWanted || CancelPending || IsReplaced;

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
