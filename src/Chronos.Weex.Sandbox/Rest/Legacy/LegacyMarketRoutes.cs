using System.Globalization;

namespace Chronos.Weex.Sandbox.Rest.Legacy;

/// <summary>Market data of contract v2, as much as trading needs.</summary>
internal static class LegacyMarketRoutes
{
    private const string Prefix = "/capi/v2/market/";

    public static IReadOnlyList<Route> All { get; } =
    [
        new("GET", Prefix + "time", Access.Public, 1, 0, Time),
        new("GET", Prefix + "contracts", Access.Public, 10, 0, Contracts),
        new("GET", Prefix + "ticker", Access.Public, 1, 0, c => RestAnswer.Object(w => Ticker(w, c.Market(), c.Now))),
        new("GET", Prefix + "tickers", Access.Public, 40, 0, c => RestAnswer.Array(c.Markets(), (w, m) => Ticker(w, m, c.Now))),
        new("GET", Prefix + "depth", Access.Public, 1, 0, Depth),
    ];

    private static RestAnswer Time(RestCall call) => RestAnswer.Object(w =>
    {
        var now = DateTimeOffset.FromUnixTimeMilliseconds(call.Now);
        w.WriteString("epoch", (call.Now / 1000m).ToString("F3", CultureInfo.InvariantCulture));
        w.WriteString("iso", now.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture));
        w.WriteNumber("timestamp", call.Now);
    });

    private static RestAnswer Contracts(RestCall call) => RestAnswer.Array(call.Markets().Select(m => m.Instrument), (w, i) =>
    {
        w.WriteString("symbol", LegacySymbol.Of(i.Symbol));
        w.WriteString("underlying_index", i.BaseAsset);
        w.WriteString("quote_currency", i.QuoteAsset);
        w.WriteString("coin", i.QuoteAsset);
        w.Amount("contract_val", i.Step);
        w.Text("tick_size", i.PricePrecision);
        w.Text("size_increment", Math.Max(i.QuantityPrecision, 0));
        w.WriteNumber("priceEndStep", 1);
        w.WriteNumber("minLeverage", i.MinLeverage);
        w.WriteNumber("maxLeverage", i.MaxLeverage);
        w.Amount("buyLimitPriceRatio", i.BuyLimitPriceRatio);
        w.Amount("sellLimitPriceRatio", i.SellLimitPriceRatio);
        w.Amount("makerFeeRate", i.MakerFeeRate);
        w.Amount("takerFeeRate", i.TakerFeeRate);
        w.Amount("minOrderSize", i.MinOrderSize);
        w.Amount("maxOrderSize", i.MaxOrderSize);
        w.Amount("maxPositionSize", i.MaxPositionSize);
        w.Amount("marketOpenLimitSize", i.MarketOpenLimitSize);
    });

    private static void Ticker(System.Text.Json.Utf8JsonWriter w, Market market, long now)
    {
        var day = new DayStatistics(market, now);
        w.WriteString("symbol", LegacySymbol.Of(market.Instrument.Symbol));
        w.Amount("last", market.Last);
        w.Amount("best_ask", market.Best(OrderSide.Sell) ?? 0);
        w.Amount("best_bid", market.Best(OrderSide.Buy) ?? 0);
        w.Amount("high_24h", day.High);
        w.Amount("low_24h", day.Low);
        w.Amount("volume_24h", day.QuoteVolume);
        w.Text("timestamp", now);
        w.Amount("priceChangePercent", day.ChangeFraction);
        w.Amount("base_volume", day.Volume);
        w.Short("markPrice", market.Mark);
        w.Short("indexPrice", market.Mark);
    }

    private static RestAnswer Depth(RestCall call)
    {
        var limit = call.Parameters.Whole("limit", 15, 15, 200);
        if (limit is not (15 or 200))
        {
            throw WireException.Invalid("limit");
        }

        var name = LegacySymbol.ToPlain(call.Parameters.Required("symbol"));
        var market = call.Venue.FindMarket(Product.Contract, name);
        return RestAnswer.Object(w =>
        {
            // A symbol that does not trade is answered with nulls, not with an error.
            if (market is null or { HasQuote: false })
            {
                w.WriteNull("asks");
                w.WriteNull("bids");
                w.WriteNull("timestamp");
                return;
            }

            w.Levels("asks", market.Window(OrderSide.Sell, limit));
            w.Levels("bids", market.Window(OrderSide.Buy, limit));
            w.Text("timestamp", call.Now);
        });
    }
}
