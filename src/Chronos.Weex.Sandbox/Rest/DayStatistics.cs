namespace Chronos.Weex.Sandbox.Rest;

/// <summary>What a market did in the last 24 hours, reckoned from its minutes.</summary>
internal sealed class DayStatistics
{
    private const long DayMillis = 86_400_000;
    private const int FractionDecimals = 6;
    private const int AverageDecimals = 8;

    public DayStatistics(Market market, long now)
    {
        CloseTime = now;
        Open = High = Low = market.Last;
        var isFirst = true;
        foreach (var bar in market.LastBars[0].Bars)
        {
            if (bar.CloseTime <= now - DayMillis)
            {
                continue;
            }

            (Open, High, Low) = isFirst ? (bar.Open, bar.High, bar.Low) : (Open, Math.Max(High, bar.High), Math.Min(Low, bar.Low));
            isFirst = false;
            Volume += bar.Volume;
            QuoteVolume += bar.QuoteVolume;
            Trades += bar.Trades;
        }

        Change = market.Last - Open;
    }

    public decimal Open { get; }

    public decimal High { get; }

    public decimal Low { get; }

    public decimal Volume { get; }

    public decimal QuoteVolume { get; }

    public int Trades { get; }

    public long CloseTime { get; }

    public decimal Change { get; }

    /// <summary>Fraction, not percent.</summary>
    public decimal ChangeFraction => Open == 0 ? 0 : decimal.Round(Change / Open, FractionDecimals);

    public decimal Average => Volume == 0 ? 0 : decimal.Round(QuoteVolume / Volume, AverageDecimals);
}
