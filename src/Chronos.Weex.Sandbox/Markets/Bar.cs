namespace Chronos.Weex.Sandbox.Markets;

/// <summary>Open, high, low, close and volumes of a stretch of time.</summary>
internal sealed class Bar(long openTime, long closeTime, decimal price)
{
    public long OpenTime { get; } = openTime;

    /// <summary>Equal to the open time of the next.</summary>
    public long CloseTime { get; } = closeTime;

    public decimal Open { get; } = price;

    public decimal High { get; private set; } = price;

    public decimal Low { get; private set; } = price;

    public decimal Close { get; private set; } = price;

    public decimal Volume { get; private set; }

    public decimal QuoteVolume { get; private set; }

    public int Trades { get; private set; }

    public decimal TakerBuyVolume { get; private set; }

    public decimal TakerBuyQuoteVolume { get; private set; }

    /// <summary>Takes in a price, with quantity 0 one at which nothing was traded.</summary>
    public void Add(decimal price, decimal quantity, bool isBuyerMaker)
    {
        High = Math.Max(High, price);
        Low = Math.Min(Low, price);
        Close = price;
        if (quantity == 0)
        {
            return;
        }

        Volume += quantity;
        QuoteVolume += price * quantity;
        Trades++;
        if (!isBuyerMaker)
        {
            TakerBuyVolume += quantity;
            TakerBuyQuoteVolume += price * quantity;
        }
    }
}
