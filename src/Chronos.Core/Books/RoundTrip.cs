using Chronos.Core.Model;

namespace Chronos.Core.Books;

/// <summary>
/// What one strategy's own fills in one instrument add up to, from flat to flat. A close is a fill after which nothing is left, or
/// which turns the position round; its result is all that was paid and received since the position was opened, fees included.
/// </summary>
internal struct RoundTrip
{
    /// <summary>Signed units of the strategy's own fills. Wider than an account's position, which others' fills may offset.</summary>
    public Int128 Position;

    /// <summary>Received less paid since the position was opened, net of fees.</summary>
    public ExactNotional Cash;

    /// <summary>Engine time of the last close; long ago before the first.</summary>
    public long ClosedAtNanos;

    /// <summary>Engine time of the last close at a loss; long ago before the first.</summary>
    public long LossAtNanos;

    /// <summary>No entry before this engine time.</summary>
    public long CoolUntilNanos;

    /// <summary>Books a fill; answers whether it was a close, and its result.</summary>
    public bool Fill(long signedUnits, Price price, Notional fee, out ExactNotional result)
    {
        var before = Position;
        Position += signedUnits;
        Cash -= ExactNotional.Of(price, Quantity.FromUnits(signedUnits)) + ExactNotional.From(fee);
        result = default;
        if (before == 0 || Int128.Sign(Position) == Int128.Sign(before))
        {
            return false;
        }

        // What turned round was opened at this price, and is no part of what was closed.
        var opened = ExactNotional.FromUnits(Position * price.Units);
        result = Cash + opened;
        Cash = -opened;
        return true;
    }
}
