using Chronos.Core.Model;
using Chronos.Core.Policies;

namespace Chronos.Host.Strategies;

/// <summary>Prices on the tick, quantities on the lot, confidence in its range.</summary>
internal static class Terms
{
    private const long BpsWhole = 10_000;
    private const int PpmWhole = 1_000_000;

    /// <summary>The price at which a taker gets the whole touch, on the tick.</summary>
    public static Price Touch(OrderSide side, in Quote quote, Instrument instrument)
    {
        var tick = instrument.TickSize.Units;
        return side == OrderSide.Buy
            ? Price.FromUnits((quote.Ask.Units + tick - 1) / tick * tick)
            : Price.FromUnits(quote.Bid.Units / tick * tick);
    }

    /// <summary>One tick better than the own side of the book where the spread has room, else at it.</summary>
    public static Price Inside(OrderSide side, in Quote quote, Instrument instrument)
    {
        var tick = instrument.TickSize.Units;
        if (side == OrderSide.Buy)
        {
            var bid = quote.Bid.Units / tick * tick;
            return Price.FromUnits(bid + tick < quote.Ask.Units ? bid + tick : bid);
        }

        var ask = (quote.Ask.Units + tick - 1) / tick * tick;
        return Price.FromUnits(ask - tick > quote.Bid.Units ? ask - tick : ask);
    }

    /// <summary>So many whole units of quote currency in lots.</summary>
    public static Quantity Worth(long wholeNotional, Price price, Instrument instrument)
    {
        var units = (long)((Int128)wholeNotional * FixedPoint.Scale * FixedPoint.Scale / price.Units);
        return Quantity.FromUnits(units - units % instrument.LotSize.Units);
    }

    /// <summary>How far a value stands from a reference, in hundredths of a basis point.</summary>
    public static long CentiBps(long value, long reference) =>
        (long)((Int128)(value - reference) * BpsWhole * 100 / reference);

    /// <summary>Confidence in millionths, kept within 0 to 1.</summary>
    public static int Confidence(long ppm) => (int)Math.Clamp(ppm, 0, PpmWhole);
}
