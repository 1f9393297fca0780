using Chronos.Core.Model;

namespace Chronos.Core.Venues;

/// <summary>The touch of one instrument and what of its displayed size is left since the last quote.</summary>
internal struct PaperBook
{
    private Price _bid;
    private Price _ask;
    private Quantity _bidLeft;
    private Quantity _askLeft;

    public readonly bool HasQuote => !_ask.IsZero;

    public void Set(in Quote quote)
    {
        _bid = quote.Bid;
        _ask = quote.Ask;
        _bidLeft = quote.BidSize;
        _askLeft = quote.AskSize;
    }

    /// <summary>The price a taker of this side gets.</summary>
    public readonly Price Touch(OrderSide side) => side == OrderSide.Buy ? _ask : _bid;

    /// <summary>What a taker of this side can still get.</summary>
    public readonly Quantity Shown(OrderSide side) => side == OrderSide.Buy ? _askLeft : _bidLeft;

    public readonly bool IsCrossedBy(OrderSide side, Price price) =>
        HasQuote && (side == OrderSide.Buy ? price >= _ask : price <= _bid);

    /// <summary>Whether the market has moved to a stop's trigger: a sell's bid down to it, a buy's ask up to it.</summary>
    public readonly bool Reaches(OrderSide side, Price trigger) =>
        HasQuote && (side == OrderSide.Buy ? _ask >= trigger : _bid <= trigger);

    public void Use(OrderSide side, Quantity size)
    {
        if (side == OrderSide.Buy)
        {
            _askLeft -= size;
        }
        else
        {
            _bidLeft -= size;
        }
    }
}
