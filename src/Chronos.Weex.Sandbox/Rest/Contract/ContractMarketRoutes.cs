namespace Chronos.Weex.Sandbox.Rest.Contract;

/// <summary>Public market data of contracts.</summary>
internal static class ContractMarketRoutes
{
    private const string Prefix = "/capi/v3/market/";
    private const int MinutesPerDay = 1440;

    public static IReadOnlyList<Route> All { get; } =
    [
        Get("time", 1, MarketJson.Time),
        Get("exchangeInfo", 1, ExchangeInfo),
        Get("apiTradingSymbols", 5, MarketJson.ApiTradingSymbols),
        Get("depth", 1, MarketJson.Depth),
        Get("trades", 5, MarketJson.Trades),
        Get("klines", 1, c => MarketJson.Klines(c, mark: false)),
        Get("indexPriceKlines", 1, c => MarketJson.Klines(c, mark: true)),
        Get("markPriceKlines", 1, c => MarketJson.Klines(c, mark: true)),
        Get("historyKlines", 5, HistoryKlines),
        Get("ticker/24hr", 40, Ticker),
        Get("ticker/bookTicker", 1, BookTicker),
        Get("symbolPrice", 1, SymbolPrice),
        Get("premiumIndex", 1, PremiumIndex),
        Get("fundingRate", 5, FundingRate),
        Get("openInterest", 2, OpenInterest),
    ];

    private static Route Get(string name, int weight, Func<RestCall, RestAnswer> handle) =>
        new("GET", Prefix + name, Access.Public, weight, 0, handle);

    private static RestAnswer ExchangeInfo(RestCall call) => RestAnswer.Object(w =>
    {
        var markets = call.Markets().ToArray();
        var margins = markets.Select(m => m.Instrument.QuoteAsset).ToHashSet();
        w.Array("assets", margins.Concat(markets.Select(m => m.Instrument.BaseAsset)).Distinct(), (a, asset) =>
        {
            a.WriteString("asset", asset);
            a.WriteBoolean("marginAvailable", margins.Contains(asset));
        });
        w.Array("symbols", markets.Select(m => m.Instrument), (s, i) =>
        {
            s.WriteString("symbol", i.Symbol);
            s.WriteString("baseAsset", i.BaseAsset);
            s.WriteString("quoteAsset", i.QuoteAsset);
            s.WriteString("marginAsset", i.QuoteAsset);
            s.WriteNumber("pricePrecision", i.PricePrecision);
            s.WriteNumber("quantityPrecision", i.QuantityPrecision);
            s.WriteNumber("baseAssetPrecision", Math.Max(i.QuantityPrecision, 0));
            s.WriteNumber("quotePrecision", 8);
            s.WriteNumber("contractVal", i.Step);
            s.WriteStartArray("delivery");
            for (var minute = 0; minute < MinutesPerDay; minute += i.CollectCycle)
            {
                s.WriteStringValue($"{minute / 60:D2}:{minute % 60:D2}:00");
            }

            s.WriteEndArray();
            s.WriteBoolean("forwardContractFlag", true);
            s.WriteNumber("minLeverage", i.MinLeverage);
            s.WriteNumber("maxLeverage", i.MaxLeverage);
            s.WriteNumber("buyLimitPriceRatio", i.BuyLimitPriceRatio);
            s.WriteNumber("sellLimitPriceRatio", i.SellLimitPriceRatio);
            s.WriteNumber("makerFeeRate", i.MakerFeeRate);
            s.WriteNumber("takerFeeRate", i.TakerFeeRate);
            s.WriteNumber("minOrderSize", i.MinOrderSize);
            s.WriteNumber("maxOrderSize", i.MaxOrderSize);
            s.WriteNumber("maxPositionSize", i.MaxPositionSize);
            s.WriteNumber("marketOpenLimitSize", i.MarketOpenLimitSize);
        });
    });

    private static RestAnswer HistoryKlines(RestCall call) => call.Parameters.Text("priceType") switch
    {
        null or "LAST" => MarketJson.Klines(call, mark: false, limitMax: 100),
        "INDEX" or "MARK" => MarketJson.Klines(call, mark: true, limitMax: 100),
        _ => throw WireException.Invalid("priceType"),
    };

    private static RestAnswer Ticker(RestCall call) => RestAnswer.Array(call.Markets(), (w, m) =>
    {
        MarketJson.Day(w, m, new DayStatistics(m, call.Now));
        w.Short("markPrice", m.Mark);
        w.Short("indexPrice", m.Mark);
    });

    private static RestAnswer BookTicker(RestCall call) => RestAnswer.Array(call.Markets(), (w, m) =>
    {
        w.WriteString("symbol", m.Instrument.Symbol);
        var bid = m.Window(OrderSide.Buy, 1).FirstOrDefault();
        var ask = m.Window(OrderSide.Sell, 1).FirstOrDefault();
        w.Amount("bidPrice", bid.Price);
        w.Amount("bidQty", bid.Quantity);
        w.Amount("askPrice", ask.Price);
        w.Amount("askQty", ask.Quantity);
        w.WriteNumber("time", call.Now);
    });

    private static RestAnswer SymbolPrice(RestCall call)
    {
        var market = call.Market();
        if (call.Parameters.Text("priceType") is not (null or "INDEX" or "MARK"))
        {
            throw WireException.Invalid("priceType");
        }

        return RestAnswer.Object(w =>
        {
            w.WriteString("symbol", market.Instrument.Symbol);
            w.Short("price", market.Mark);
            w.WriteNumber("time", call.Now);
        });
    }

    private static RestAnswer PremiumIndex(RestCall call) => RestAnswer.Array(call.Markets(), (w, m) =>
    {
        w.WriteString("symbol", m.Instrument.Symbol);
        w.Short("markPrice", m.Mark);
        w.Short("indexPrice", m.Mark);
        w.Short("lastFundingRate", m.Fundings.Count == 0 ? m.FundingRate : m.Fundings[^1].Rate);
        w.Short("forecastFundingRate", m.FundingRate);
        w.WriteString("interestRate", "0.0001");
        w.WriteNumber("nextFundingTime", call.Venue.NextFunding(m.Instrument));
        w.WriteNumber("time", call.Now);
        w.WriteNumber("collectCycle", m.Instrument.CollectCycle);
    });

    private static RestAnswer FundingRate(RestCall call)
    {
        var market = call.Market();
        var limit = call.Parameters.Whole("limit", 100, 1, 1000);
        var (from, to) = call.Parameters.Range();
        return RestAnswer.Array(market.Fundings.Where(f => f.Time >= from && f.Time <= to).TakeLast(limit), (w, f) =>
        {
            w.WriteString("symbol", market.Instrument.Symbol);
            w.Short("fundingRate", f.Rate);
            w.WriteNumber("fundingTime", f.Time);
            w.Short("markPrice", f.Mark);
        });
    }

    private static RestAnswer OpenInterest(RestCall call)
    {
        var market = call.Market();
        var open = call.Venue.Accounts
            .SelectMany(a => a.Positions.Values)
            .Where(p => p.Instrument == market.Instrument && p.Side == PositionSide.Long)
            .Sum(p => p.Size);
        return RestAnswer.Object(w =>
        {
            w.WriteString("symbol", market.Instrument.Symbol);
            w.Amount("openInterest", open);
            w.WriteNumber("time", call.Now);
        });
    }
}
