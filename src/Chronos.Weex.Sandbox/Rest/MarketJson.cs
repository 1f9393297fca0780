using System.Text.Json;

namespace Chronos.Weex.Sandbox.Rest;

/// <summary>Market data whose form both products share.</summary>
internal static class MarketJson
{
    private const long DayMillis = 86_400_000;
    private const int BarsDefault = 100;
    private const int BarsMax = 1_000;

    public static RestAnswer Time(RestCall call) => RestAnswer.Object(w => w.WriteNumber("serverTime", call.Now));

    public static RestAnswer ApiTradingSymbols(RestCall call) => RestAnswer.Json(w =>
    {
        w.WriteStartArray();
        foreach (var market in call.Venue.Markets(call.Route.Product).Where(m => m.Instrument is { ApiTrading: true, IsDemo: false }))
        {
            w.WriteStringValue(market.Instrument.Symbol);
        }

        w.WriteEndArray();
    });

    public static RestAnswer Depth(RestCall call)
    {
        var market = call.Market();
        var limit = call.Parameters.Whole("limit", 15, 15, 200);
        if (limit is not (15 or 200))
        {
            throw WireException.Invalid("limit");
        }

        return RestAnswer.Object(w =>
        {
            w.Levels("bids", market.Window(OrderSide.Buy, limit));
            w.Levels("asks", market.Window(OrderSide.Sell, limit));
            w.WriteNumber("lastUpdateId", market.Version);
        });
    }

    public static RestAnswer Trades(RestCall call)
    {
        var market = call.Market();
        var limit = call.Parameters.Whole("limit", 100, 1, 1000);
        return RestAnswer.Array(market.Trades.TakeLast(limit), (w, t) =>
        {
            w.WriteString("id", t.Id);
            w.WriteNumber("time", t.Time);
            w.Amount("price", t.Price);
            w.Amount("qty", t.Quantity);
            w.Amount("quoteQty", t.Price * t.Quantity);
            w.WriteBoolean("isBestMatch", true);
            w.WriteBoolean("isBuyerMaker", t.IsBuyerMaker);
        });
    }

    public static RestAnswer Klines(RestCall call, bool mark, int limitMax = BarsMax, int limitDefault = BarsDefault)
    {
        var market = call.Market();
        var name = call.Parameters.Required("interval");
        var interval = Interval.Find(name, call.Route.Product) ?? throw WireException.Invalid("interval");
        var limit = call.Parameters.Whole("limit", limitDefault, 1, limitMax);
        var (from, to) = call.Parameters.Range();
        var bars = market.Bars(interval, mark).Bars.Where(b => b.OpenTime >= from && b.OpenTime <= to).TakeLast(limit);
        return RestAnswer.Json(w =>
        {
            w.WriteStartArray();
            foreach (var bar in bars)
            {
                Row(w, bar);
            }

            w.WriteEndArray();
        });
    }

    /// <summary>Members of the 24 hour ticker both products have.</summary>
    public static void Day(Utf8JsonWriter w, Market market, DayStatistics day)
    {
        w.WriteString("symbol", market.Instrument.Symbol);
        w.Amount("priceChange", day.Change);
        w.Amount("priceChangePercent", day.ChangeFraction);
        w.Amount("lastPrice", market.Last);
        w.Amount("openPrice", day.Open);
        w.Amount("highPrice", day.High);
        w.Amount("lowPrice", day.Low);
        w.Amount("volume", day.Volume);
        w.Amount("quoteVolume", day.QuoteVolume);
        w.WriteNumber("openTime", day.CloseTime - DayMillis);
        w.WriteNumber("closeTime", day.CloseTime);
    }

    private static void Row(Utf8JsonWriter w, Bar bar)
    {
        w.WriteStartArray();
        w.WriteNumberValue(bar.OpenTime);
        foreach (var price in new[] { bar.Open, bar.High, bar.Low, bar.Close, bar.Volume })
        {
            w.WriteStringValue(WireText.Of(price));
        }

        w.WriteNumberValue(bar.CloseTime);
        w.WriteStringValue(WireText.Of(bar.QuoteVolume));
        w.WriteNumberValue(bar.Trades);
        w.WriteStringValue(WireText.Of(bar.TakerBuyVolume));
        w.WriteStringValue(WireText.Of(bar.TakerBuyQuoteVolume));
        w.WriteEndArray();
    }
}
