using System.Text.Json;

namespace Chronos.Weex.Sandbox.Rest.Spot;

/// <summary>Public market data of spot.</summary>
internal static class SpotMarketRoutes
{
    private const string Prefix = "/api/v3/";
    private const int KlinesMax = 300;
    private const int AssetDecimals = 8;

    public static IReadOnlyList<Route> All { get; } =
    [
        Get("ping", 1, _ => RestAnswer.Object(_ => { })),
        Get("time", 1, MarketJson.Time),
        Get("exchangeInfo", 20, ExchangeInfo),
        Get("apiTradingSymbols", 5, MarketJson.ApiTradingSymbols),
        Get("coins", 5, Coins),
        Get("market/ticker/24hr", 2, c => OneOrMany(c, (w, m) => Ticker(w, m, c.Now))),
        Get("market/ticker/price", 4, c => RestAnswer.Array(Chosen(c), (w, m) =>
        {
            w.WriteString("symbol", m.Instrument.Symbol);
            w.Amount("price", m.Last);
        })),
        Get("market/ticker/bookTicker", 4, c => RestAnswer.Array(Chosen(c), (w, m) =>
        {
            w.WriteString("symbol", m.Instrument.Symbol);
            Best(w, m);
        })),
        Get("market/depth", 5, MarketJson.Depth),
        Get("market/klines", 2, c => MarketJson.Klines(c, mark: false, KlinesMax, KlinesMax)),
        Get("market/trades", 25, MarketJson.Trades),
    ];

    private static Route Get(string name, int weight, Func<RestCall, RestAnswer> handle) =>
        new("GET", Prefix + name, Access.Public, weight, 0, handle);

    // A recorded answer for one symbol was an object; for several it is an array.
    private static RestAnswer OneOrMany(RestCall call, Action<Utf8JsonWriter, Market> write) =>
        call.Parameters.Text("symbol") is not null
            ? RestAnswer.Object(w => write(w, call.Market()))
            : RestAnswer.Array(Chosen(call), write);

    private static IEnumerable<Market> Chosen(RestCall call)
    {
        if (call.Parameters.Text("symbols") is not { } list)
        {
            return call.Markets();
        }

        var names = list.Trim('[', ']').Split(',', StringSplitOptions.RemoveEmptyEntries).Select(s => s.Trim().Trim('"'));
        return [.. names.Select(n => call.Venue.FindMarket(Product.Spot, n) ?? throw new WireException(-1121, "Parameter 'symbols' is invalid."))];
    }

    private static RestAnswer ExchangeInfo(RestCall call)
    {
        var status = call.Parameters.Text("symbolStatus");
        var markets = Chosen(call).Where(_ => status is null or "TRADING").ToArray();
        return RestAnswer.Object(w =>
        {
            w.WriteString("timezone", "UTC");
            w.WriteNumber("serverTime", call.Now);
            w.Array("symbols", markets.Select(m => m.Instrument), Symbol);
        });
    }

    private static void Symbol(Utf8JsonWriter w, Instrument i)
    {
        w.WriteString("symbol", i.Symbol);
        w.WriteString("status", "TRADING");
        w.WriteString("baseAsset", i.BaseAsset);
        w.WriteNumber("baseAssetPrecision", AssetDecimals);
        w.WriteString("quoteAsset", i.QuoteAsset);
        w.WriteNumber("quoteAssetPrecision", AssetDecimals);
        w.Amount("tickSize", i.Tick);
        w.Amount("stepSize", i.Step);
        w.Amount("minTradeAmount", i.MinOrderSize);
        w.Amount("maxTradeAmount", i.MaxOrderSize);
        w.Amount("takerFeeRate", i.TakerFeeRate);
        w.Amount("makerFeeRate", i.MakerFeeRate);
        w.Amount("buyLimitPriceRatio", i.BuyLimitPriceRatio);
        w.Amount("sellLimitPriceRatio", i.SellLimitPriceRatio);
        w.Amount("marketBuyLimitSize", i.MarketOpenLimitSize);
        w.Amount("marketSellLimitSize", i.MarketOpenLimitSize);
        w.WriteString("marketFallbackPriceRatio", "0.2");
        w.WriteBoolean("enableTrade", i.ApiTrading);
        w.WriteBoolean("enableDisplay", true);
        w.WriteString("displayDigitMerge", "1,0.1,0.01");
        w.WriteBoolean("displayNew", false);
        w.WriteBoolean("displayHot", false);
    }

    private static RestAnswer Coins(RestCall call)
    {
        var assets = call.Venue.Markets(Product.Spot).SelectMany(m => new[] { m.Instrument.BaseAsset, m.Instrument.QuoteAsset }).Distinct();
        return RestAnswer.Array(assets, (w, asset) =>
        {
            w.WriteString("coin", asset);
            w.WriteString("name", asset);
            w.WriteBoolean("depositAllEnable", false);
            w.WriteBoolean("withdrawAllEnable", false);
            w.WriteStartArray("networkList");
            w.WriteEndArray();
        });
    }

    private static void Ticker(Utf8JsonWriter w, Market market, long now)
    {
        var day = new DayStatistics(market, now);
        MarketJson.Day(w, market, day);
        Best(w, market);
        w.WriteNumber("count", day.Trades);
    }

    private static void Best(Utf8JsonWriter w, Market market)
    {
        var bid = market.Window(OrderSide.Buy, 1).FirstOrDefault();
        var ask = market.Window(OrderSide.Sell, 1).FirstOrDefault();
        w.Amount("bidPrice", bid.Price);
        w.Amount("bidQty", bid.Quantity);
        w.Amount("askPrice", ask.Price);
        w.Amount("askQty", ask.Quantity);
    }
}
