using Chronos.Core.Model;

namespace Chronos.Core.Replay.Readings;

/// <summary>
/// The quote in force when an order was approved: what its fills are measured against. The reference is the middle; figures
/// are rounded up, so that slippage is never told smaller than it was.
/// </summary>
/// <param name="Bid">Best bid.</param>
/// <param name="Ask">Best ask.</param>
/// <param name="TimeNanos">Engine time the quote arrived; 0 when there was none.</param>
internal readonly record struct Reference(Price Bid, Price Ask, long TimeNanos)
{
    private const long BpsWhole = 10_000;
    private const long Hundredths = 100;

    /// <summary>True when there was a quote.</summary>
    public bool IsKnown => TimeNanos != 0;

    /// <summary>The middle, a half unit rounded up.</summary>
    public Price Middle => Price.FromUnits((long)CeilingOfHalf((Int128)Bid.Units + Ask.Units));

    /// <summary>How much worse than the middle a fill was, in quote currency; negative is better.</summary>
    public Notional Cost(OrderSide side, Price price, Quantity quantity) =>
        ExactNotional.FromUnits(CeilingOfHalf(Doubled(side, price) * quantity.Units)).CeilingSaturated();

    /// <summary>How much worse than the middle a price was, in hundredths of a basis point; negative is better.</summary>
    public long HundredthBps(OrderSide side, Price price)
    {
        var middle = (Int128)Bid.Units + Ask.Units;
        return (long)Int128.Clamp(Ceiling(Doubled(side, price) * (BpsWhole * Hundredths), middle), long.MinValue, long.MaxValue);
    }

    private Int128 Doubled(OrderSide side, Price price)
    {
        var past = 2 * (Int128)price.Units - Bid.Units - Ask.Units;
        return side == OrderSide.Buy ? past : -past;
    }

    private static Int128 CeilingOfHalf(Int128 value) => Ceiling(value, 2);

    private static Int128 Ceiling(Int128 value, Int128 by)
    {
        var (whole, rest) = Int128.DivRem(value, by);
        return rest > 0 ? whole + 1 : whole;
    }
}
