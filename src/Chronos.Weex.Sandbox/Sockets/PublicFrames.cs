using Chronos.Weex.Sandbox.Rest;

namespace Chronos.Weex.Sandbox.Sockets;

/// <summary>Pushes of public channels.</summary>
internal static class PublicFrames
{
    private const long DayMillis = 86_400_000;
    private const int SnapshotBars = 300;
    private const int SnapshotTrades = 50;

    public static byte[] Ticker(Market market, long now) => RestAnswer.Bytes(w => w.Object(o =>
    {
        var day = new DayStatistics(market, now);
        o.WriteString("e", "ticker");
        o.WriteNumber("E", now);
        o.WriteString("s", market.Instrument.Symbol);
        o.Array("d", [day], (d, _) =>
        {
            d.Amount("p", day.Change);
            d.Amount("P", day.ChangeFraction);
            d.Amount("w", day.Average);
            d.Amount("c", market.Last);
            d.Amount("o", day.Open);
            d.Amount("h", day.High);
            d.Amount("l", day.Low);
            d.Amount("v", day.Volume);
            d.Amount("q", day.QuoteVolume);
            d.WriteNumber("O", now - DayMillis);
            d.WriteNumber("C", now);
            d.WriteNumber("n", day.Trades);
            if (market.Instrument.Product == Product.Contract)
            {
                d.Short("m", market.Mark);
                d.Short("i", market.Mark);
            }
        });
    }));

    public static byte[] TradeSnapshot(Market market, long now) => Trades("tradeSnapshot", market, market.Trades.TakeLast(SnapshotTrades), now);

    public static byte[] Trade(Market market, PublicTrade trade, long now) => Trades("trade", market, [trade], now);

    public static byte[] KlineSnapshot(Channel channel, long now) =>
        Klines("klineSnapshot", channel, Bars(channel).TakeLast(SnapshotBars), now);

    /// <summary>The bar that is being made.</summary>
    public static byte[] Kline(Channel channel, long now) => Klines("kline", channel, Bars(channel).TakeLast(1), now);

    public static byte[] BookTicker(Market market, long now) => RestAnswer.Bytes(w => w.Object(o =>
    {
        var bid = market.Window(OrderSide.Buy, 1).FirstOrDefault();
        var ask = market.Window(OrderSide.Sell, 1).FirstOrDefault();
        o.WriteString("e", "bookTicker");
        o.WriteNumber("E", now);
        o.WriteString("s", market.Instrument.Symbol);
        o.WriteNumber("u", market.Version);
        o.Amount("b", bid.Price);
        o.Amount("B", bid.Quantity);
        o.Amount("a", ask.Price);
        o.Amount("A", ask.Quantity);
    }));

    private static IReadOnlyList<Bar> Bars(Channel channel) => channel.Market!.Bars(channel.Interval!, channel.IsMark).Bars;

    private static byte[] Trades(string kind, Market market, IEnumerable<PublicTrade> trades, long now) => RestAnswer.Bytes(w => w.Object(o =>
    {
        o.WriteString("e", kind);
        o.WriteNumber("E", now);
        o.WriteString("s", market.Instrument.Symbol);
        o.Array("d", trades, (d, t) =>
        {
            d.WriteNumber("T", t.Time);
            d.WriteString("t", t.Id);
            d.Amount("p", t.Price);
            d.Amount("q", t.Quantity);
            d.Amount("v", t.Price * t.Quantity);
            d.WriteBoolean("m", t.IsBuyerMaker);
        });
    }));

    private static byte[] Klines(string kind, Channel channel, IEnumerable<Bar> bars, long now) => RestAnswer.Bytes(w => w.Object(o =>
    {
        var symbol = channel.Market!.Instrument.Symbol;
        o.WriteString("e", kind);
        o.WriteNumber("E", now);
        o.WriteString("s", symbol);
        o.WriteString("p", channel.IsMark ? "MARK_PRICE" : "LAST_PRICE");
        o.Array("d", bars, (d, b) =>
        {
            d.WriteNumber("t", b.OpenTime);
            d.WriteNumber("T", b.CloseTime);
            d.WriteString("s", symbol);
            d.WriteString("i", channel.Interval!.Name);
            d.Amount("o", b.Open);
            d.Amount("c", b.Close);
            d.Amount("h", b.High);
            d.Amount("l", b.Low);
            d.Amount("v", b.Volume);
            d.WriteNumber("n", b.Trades);
            d.Amount("q", b.QuoteVolume);
            d.Amount("V", b.TakerBuyVolume);
            d.Amount("Q", b.TakerBuyQuoteVolume);
        });
    }));
}
