namespace Chronos.Weex.Wire.Tests;

/// <summary>What the venue sends, as documented or recorded.</summary>
internal static class Payloads
{
    public const string ContractOrder = """
        {"avgPrice":"0.09213","clientOrderId":"56046f53-1","cumQuote":"9.213","executedQty":"100","orderId":737163324445163880,
        "origQty":"100","price":"0.00000","reduceOnly":false,"side":"BUY","positionSide":"LONG","status":"FILLED","stopPrice":"0",
        "symbol":"DOGEUSDT","time":1775753432380,"timeInForce":"IOC","type":"MARKET","updateTime":1775753432380,
        "workingType":"UNKNOWN_PRICE_TYPE"}
        """;

    public const string SpotOrder = """
        {"symbol":"BTCUSDT","orderId":625138763307155610,"clientOrderId":"a-1","price":"105008.0","origQty":"0.000952",
        "executedQty":"0.000952","cummulativeQuoteQty":"99.9676160","status":"PARTIALLY_FILLED","timeInForce":"GTC","type":"LIMIT",
        "side":"SELL","time":1749044695689,"updateTime":1749044695720,"isWorking":true,"added":{"later":[1,{"x":null}]}}
        """;

    public const string V2Order = """
        {"symbol":"cmt_btcusdt","size":"0.010000","client_oid":"v2-1","createTime":"1742213506548","filled_qty":"0.004000","fee":"0.01",
        "order_id":"617414920861909658","price":"80000.1","price_avg":"80000.05","status":"open","type":"close_short",
        "order_type":"postOnly","totalProfits":"0","contracts":10000,"filledQtyContracts":4000,"presetTakeProfitPrice":null}
        """;

    public const string ContractFill = """
        {"id":737191855967437160,"orderId":737191855946465640,"symbol":"DOGEUSDT","buyer":true,"commission":"0.00745680",
        "commissionAsset":"USDT","maker":false,"price":"0.09321","qty":"100","quoteQty":"9.32100","realizedPnl":"0","side":"BUY",
        "positionSide":"LONG","time":1775760234825}
        """;

    public const string SpotFill = """
        {"symbol":"DOGEUSDT","id":7423916138,"orderId":625138763307155610,"price":"0.09349","qty":"250","quoteQty":"23.3725",
        "commission":"0.0233725","time":1749044695718,"isBuyer":false}
        """;

    public const string V2Fill = """
        {"tradeId":17,"orderId":"617414920861909658","symbol":"cmt_btcusdt","marginMode":"SHARED","separatedMode":"COMBINED",
        "positionSide":"SHORT","orderSide":"BUY","fillSize":"0.004","fillValue":"320.0002","fillFee":"0.06","liquidateFee":"0",
        "realizePnl":"1.5","direction":"MAKER","liquidateType":"UNKNOWN","legacyOrdeDirection":"CLOSE_SHORT","createdTime":"1742213506999"}
        """;

    public const string Position = """
        {"id":737191855967437160,"asset":"USDT","symbol":"DOGEUSDT","side":"LONG","marginType":"CROSSED","separatedMode":"COMBINED",
        "separatedOpenOrderId":0,"leverage":"20.00","size":"300","openValue":"27.96900","openFee":"0.02237520","fundingFee":"0",
        "marginSize":"100","isolatedMargin":"0","isAutoAppendIsolatedMargin":false,"cumOpenSize":"300","updatedMatchSequenceId":44,
        "updatedTime":1775760234825,"unrealizePnl":"0.14100","liquidatePrice":"0"}
        """;

    public const string V2Position = """
        {"id":5,"account_id":1,"coin_id":2,"contract_id":10000002,"symbol":"cmt_ethusdt","side":"SHORT","margin_mode":"SHARED",
        "separated_mode":"COMBINED","separated_open_order_id":0,"leverage":"20","size":"0.5","open_value":"1000.25","open_fee":"0.1",
        "funding_fee":"0","marginSize":"50","isolated_margin":"0","contractVal":"0.001","unrealizePnl":"-1.5","liquidatePrice":"2900.12"}
        """;

    public const string ContractBalance =
        """{"asset":"USDT","balance":"5696.49288823","availableBalance":"5413.06877369","frozen":"81.28240000","unrealizePnl":"-34.55300000"}""";

    public const string SpotAccount = """
        {"makerCommission":0.001,"commissionRates":{"maker":"0.001","taker":"0.001"},"canTrade":true,"accountType":"SPOT",
        "balances":[{"asset":"BTC","free":"0.5","locked":"0.25"},{"asset":"USDT","free":"10","locked":"0"}],"permissions":["SPOT"],"uid":1}
        """;

    public const string V2Balance =
        """{"coinName":"USDT","available":"5413.06877369","frozen":"81.28240000","equity":"5696.49288823","unrealizePnl":"-34.55300000"}""";

    public const string ContractInfo = """
        {"assets":[{"asset":"USDT","marginAvailable":true}],"symbols":[
        {"symbol":"BTCUSDT","pricePrecision":1,"quantityPrecision":4,"contractVal":0.0001,"delivery":["00:00:00"],"minLeverage":1,
        "maxLeverage":400,"buyLimitPriceRatio":0.01,"sellLimitPriceRatio":"0.01","makerFeeRate":0.0002,"takerFeeRate":8E-4,
        "minOrderSize":"0.0001","maxOrderSize":1200,"maxPositionSize":1000000,"marketOpenLimitSize":100},
        {"symbol":"DOGEUSDT","pricePrecision":5,"quantityPrecision":-2,"contractVal":100,"minLeverage":1,"maxLeverage":200,
        "buyLimitPriceRatio":0.05,"sellLimitPriceRatio":0.05,"makerFeeRate":0.0002,"takerFeeRate":0.0008,"minOrderSize":100,
        "maxOrderSize":200200000},
        {"symbol":"FINEUSDT","pricePrecision":10,"quantityPrecision":0,"contractVal":1,"minOrderSize":1,"maxOrderSize":2}]}
        """;

    public const string SpotInfo = """
        {"timezone":"UTC","serverTime":1775580300000,"symbols":[{"symbol":"DOGEUSDT","status":"TRADING","baseAsset":"DOGE",
        "tickSize":"0.00001","stepSize":"0.1","minTradeAmount":"200","maxTradeAmount":"1500000","takerFeeRate":"0.001",
        "makerFeeRate":"0.001","buyLimitPriceRatio":"0.1","sellLimitPriceRatio":"0.1","enableTrade":true},
        {"symbol":"ETHUSDT","status":"TRADING","tickSize":"0.01","stepSize":"0.00001","minTradeAmount":"0.0001",
        "maxTradeAmount":"99999","takerFeeRate":"0.001","makerFeeRate":"0.001","enableTrade":false}]}
        """;

    public const string V2Contracts = """
        [{"symbol":"cmt_dogeusdt","tick_size":"5","size_increment":"0","contract_val":"100","priceEndStep":1,"minOrderSize":"100",
        "maxOrderSize":"200200000","maxLeverage":200,"minLeverage":1}]
        """;

    public const string AlgoOrder = """
        {"algoId":812345678901234567,"clientAlgoId":"stop-1","algoType":"CONDITIONAL","orderType":"STOP_MARKET","symbol":"BTCUSDT",
        "side":"SELL","positionSide":"LONG","timeInForce":"IOC","quantity":"0.01","algoStatus":"UNTRIGGERED","actualOrderId":null,
        "actualPrice":"0","triggerPrice":"68900","price":"0","workingType":"MARK_PRICE","closePosition":false,"reduceOnly":true,
        "createTime":1764505800123,"updateTime":1764505800124,"triggerTime":0}
        """;

    public const string Placed =
        """{"orderId":"702345678901234567","clientOrderId":"my-order-0001","success":true,"errorCode":"","errorMessage":""}""";
}
