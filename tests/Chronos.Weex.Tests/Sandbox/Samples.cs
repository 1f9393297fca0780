namespace Chronos.Weex.Tests.Sandbox;

/// <summary>Answers and pushes as the venue's documentation and recordings show them, for comparison by form.</summary>
internal static class Samples
{
    public const string Order = """
        {"avgPrice":"0.09213","clientOrderId":"56046f53","cumQuote":"9.213","executedQty":"100","orderId":737163324445163880,"origQty":"100",
        "price":"0.00000","reduceOnly":false,"side":"BUY","positionSide":"LONG","status":"FILLED","stopPrice":"0","symbol":"DOGEUSDT",
        "time":1775753432380,"timeInForce":"IOC","type":"MARKET","updateTime":1775753432380,"workingType":"UNKNOWN_PRICE_TYPE"}
        """;

    public const string Fill = """
        {"id":737191855967437160,"orderId":737191855946465640,"symbol":"DOGEUSDT","buyer":true,"commission":"0.00745680","commissionAsset":"USDT",
        "maker":false,"price":"0.09321","qty":"100","quoteQty":"9.32100","realizedPnl":"0","side":"BUY","positionSide":"LONG","time":1775760234825}
        """;

    public const string Position = """
        {"id":737191855967437160,"asset":"USDT","symbol":"DOGEUSDT","side":"LONG","marginType":"CROSSED","separatedMode":"COMBINED",
        "separatedOpenOrderId":0,"leverage":"20.00","size":"300","openValue":"27.96900","openFee":"0.02237520","fundingFee":"0","marginSize":"100",
        "isolatedMargin":"0","isAutoAppendIsolatedMargin":false,"cumOpenSize":"300","cumOpenValue":"","cumOpenFee":"","cumCloseSize":"",
        "cumCloseValue":"","cumCloseFee":"","cumFundingFee":"","cumLiquidateFee":"","createdMatchSequenceId":1,"updatedMatchSequenceId":1,
        "createdTime":1,"updatedTime":1,"unrealizePnl":"0.14100","liquidatePrice":"0"}
        """;

    public const string Placed = """{"orderId":"702345678901234567","clientOrderId":"my-order-0001","success":true,"errorCode":"","errorMessage":""}""";

    public const string Canceled = """{"orderId":"702345678901234567","origClientOrderId":"my-order-0001","success":true,"errorCode":"","errorMessage":""}""";

    public const string Algo = """
        {"algoId":812345678901234500,"clientAlgoId":"algo","algoType":"CONDITIONAL","orderType":"STOP","symbol":"BTCUSDT","side":"BUY",
        "positionSide":"LONG","timeInForce":"GTC","quantity":"0.01","algoStatus":"UNTRIGGERED","actualOrderId":null,"actualPrice":"0",
        "triggerPrice":"68900","price":"68800","tpTriggerPrice":"70500","tpPrice":"70500","slTriggerPrice":"68000","slPrice":"0",
        "tpOrderType":"MARK_PRICE","workingType":"MARK_PRICE","closePosition":false,"reduceOnly":false,"createTime":1,"updateTime":1,"triggerTime":0}
        """;

    public const string Done = """{"code":"200","msg":"success","requestTime":1764505776347}""";

    public const string Ticker = """
        {"symbol":"ETHUSDT","priceChange":"-78.74","priceChangePercent":"-0.036439","lastPrice":"2082.10","openPrice":"2160.84",
        "highPrice":"2167.51","lowPrice":"2059.17","volume":"625460.957","quoteVolume":"1315153556.72753","openTime":1775493900000,
        "closeTime":1775580300000,"markPrice":"2082.1","indexPrice":"2083.06"}
        """;

    public const string SpotTicker = """
        {"symbol":"","priceChange":"","priceChangePercent":"","lastPrice":"","openPrice":"","highPrice":"","lowPrice":"","volume":"",
        "quoteVolume":"","openTime":1,"closeTime":1,"bidPrice":"","bidQty":"","askPrice":"","askQty":"","count":1}
        """;

    public const string Trade = """{"id":"","time":1,"price":"","qty":"","quoteQty":"","isBestMatch":true,"isBuyerMaker":true}""";

    public const string Kline = """[[null]]""";

    public const string ContractInfo = """
        {"assets":[{"asset":"USDT","marginAvailable":true}],"symbols":[{"symbol":"BTCUSDT","baseAsset":"BTC","quoteAsset":"USDT",
        "marginAsset":"USDT","pricePrecision":1,"quantityPrecision":6,"baseAssetPrecision":3,"quotePrecision":8,"contractVal":0.000001,
        "delivery":["00:00:00"],"forwardContractFlag":true,"minLeverage":1,"maxLeverage":408,"buyLimitPriceRatio":0.016,
        "sellLimitPriceRatio":0.015,"makerFeeRate":0,"takerFeeRate":0.001,"minOrderSize":0.0001,"maxOrderSize":10000,
        "maxPositionSize":20000000,"marketOpenLimitSize":12000}]}
        """;

    public const string SpotInfo = """
        {"timezone":"UTC","serverTime":1,"symbols":[{"symbol":"","status":"","baseAsset":"","baseAssetPrecision":8,"quoteAsset":"",
        "quoteAssetPrecision":8,"tickSize":"","stepSize":"","minTradeAmount":"","maxTradeAmount":"","takerFeeRate":"","makerFeeRate":"",
        "buyLimitPriceRatio":"","sellLimitPriceRatio":"","marketBuyLimitSize":"","marketSellLimitSize":"","marketFallbackPriceRatio":"",
        "enableTrade":true,"enableDisplay":true,"displayDigitMerge":"","displayNew":true,"displayHot":true}]}
        """;

    public const string SpotOrder = """
        {"symbol":"BTCUSDT","orderId":702345678901234567,"clientOrderId":"my-spot-order-001","price":"68900","origQty":"0.01",
        "executedQty":"0.01","cummulativeQuoteQty":"689.00","status":"FILLED","timeInForce":"GTC","type":"LIMIT","side":"BUY",
        "time":1764506000456,"updateTime":1764506001556,"isWorking":false}
        """;

    public const string SpotAccount = """
        {"makerCommission":10,"takerCommission":10,"commissionRates":{"maker":"0.0010","taker":"0.0010"},"canTrade":true,"canWithdraw":true,
        "canDeposit":true,"updateTime":1,"accountType":"","permissions":["SPOT_TRADING"],"balances":[{"asset":"BTC","free":"0.004","locked":"0"}],
        "uid":1002003004}
        """;

    public const string LegacyOrder = """
        {"symbol":"","size":"","client_oid":"","createTime":"","filled_qty":"","fee":"","order_id":"","price":"","price_avg":"","status":"",
        "type":"","order_type":"","totalProfits":"","contracts":1,"filledQtyContracts":1,"presetTakeProfitPrice":null,"presetStopLossPrice":null}
        """;

    public const string LegacyFill = """
        {"tradeId":1,"orderId":1,"symbol":"","marginMode":"","separatedMode":"","positionSide":"","orderSide":"","fillSize":"","fillValue":"",
        "fillFee":"","liquidateFee":"","realizePnl":"","direction":"","liquidateType":"","legacyOrdeDirection":"","createdTime":1}
        """;

    public const string OrderPush = """
        {"e":"orders","E":1773295738939,"v":46654,"msgEvent":"OrderUpdate","d":[{"id":"617414920861909658","coin":"USDT","symbol":"BTCUSDT",
        "marginMode":"CROSSED","separatedMode":"COMBINED","separatedOpenOrderId":"0","positionSide":"LONG","orderSide":"BUY","price":"0.0",
        "size":"0.10000","clientOrderId":"x","type":"MARKET","timeInForce":"IOC","reduceOnly":false,"triggerPrice":"0",
        "triggerPriceType":"CONTRACT_PRICE","orderSource":"WEB","openTpslParentOrderId":"0","positionTpsl":false,"setOpenTp":false,
        "setOpenSl":false,"leverage":"20","takerFeeRate":"0.0006","makerFeeRate":"0.0002","feeDiscount":"1","liquidateFeeRate":"0.01",
        "status":"PENDING","triggerTime":"0","triggerPriceTime":"0","triggerPriceValue":"0","cancelReason":"","latestFillPrice":"0",
        "maxFillPrice":"0","minFillPrice":"0","cumFillSize":"0","cumFillValue":"0","cumFillFee":"0","cumLiquidateFee":"0","cumRealizePnl":"0",
        "createdTime":"1747203188148","updatedTime":"1747203188148"}]}
        """;

    public const string FillPush = """
        {"e":"fill","E":1773295739154,"v":46655,"msgEvent":"OrderUpdate","d":[{"id":"617414920887075482","coin":"USDT","symbol":"BTCUSDT",
        "orderId":"617414920861909658","marginMode":"CROSSED","separatedMode":"COMBINED","separatedOpenOrderId":"0","positionSide":"LONG",
        "orderSide":"BUY","fillSize":"0.10000","fillValue":"10381.270000","fillFee":"6.228762","liquidateFee":"0","realizePnl":"0",
        "direction":"TAKER","createdTime":"1747203188154","updatedTime":"1747203188154"}]}
        """;

    public const string PositionPush = """
        {"e":"positions","E":1773298805123,"v":55218,"msgEvent":"PositionFundingSettle","d":[{"id":"615193369903104410","coin":"USDT",
        "symbol":"BTCUSDT","side":"LONG","marginMode":"CROSSED","separatedMode":"COMBINED","separatedOpenOrderId":"0","leverage":"20",
        "size":"0.01000","openValue":"992.405443","openFee":"0.595443","fundingFee":"157.475456","isolatedMargin":"0",
        "autoAppendIsolatedMargin":false,"cumOpenSize":"0.55061","cumOpenValue":"","cumOpenFee":"","cumCloseSize":"","cumCloseValue":"",
        "cumCloseFee":"","cumFundingFee":"","cumLiquidateFee":"0","createdMatchSequenceId":"3647905144","updatedMatchSequenceId":"3656434385",
        "createdTime":"1746673529125","updatedTime":"1747188961302"}]}
        """;

    public const string AccountPush = """
        {"e":"account","E":1,"v":1,"msgEvent":"","d":[{"coin":"USDT","marginMode":"CROSSED","crossSymbol":"","isolatedPositionId":"0",
        "amount":"","pendingDepositAmount":"","pendingWithdrawAmount":"","pendingTransferInAmount":"","pendingTransferOutAmount":"",
        "liquidating":false,"legacyAmount":"","cumDepositAmount":"","cumWithdrawAmount":"","cumTransferInAmount":"","cumTransferOutAmount":"",
        "cumMarginMoveInAmount":"","cumMarginMoveOutAmount":"","cumPositionOpenLongAmount":"","cumPositionOpenShortAmount":"",
        "cumPositionCloseLongAmount":"","cumPositionCloseShortAmount":"","cumPositionFillFeeAmount":"","cumPositionLiquidateFeeAmount":"",
        "cumPositionFundingAmount":"","cumOrderFillFeeIncomeAmount":"","cumOrderLiquidateFeeIncomeAmount":"","createdTime":"","updatedTime":""}]}
        """;

    public const string SpotOrderPush = """
        {"e":"orders","E":1,"v":38,"msgEvent":"OrderUpdate","d":[{"id":"","symbol":"","baseCoin":"","quoteCoin":"","orderSide":"","price":"",
        "size":"","value":"","clientOrderId":"","type":"","timeInForce":"","reduceOnly":false,"triggerPrice":"0","orderSource":"API",
        "openTpslParentOrderId":"0","setOpenTp":false,"setOpenSl":false,"takerFeeRate":"","makerFeeRate":"","feeDiscount":"1",
        "takerFeeDiscount":"1","makerFeeDiscount":"1","status":"","triggerTime":"0","triggerPriceTime":"0","triggerPriceValue":"0",
        "cancelReason":"","latestFillPrice":"","maxFillPrice":"","minFillPrice":"","cumFillSize":"","cumFillValue":"","cumFillFee":"",
        "createdTime":"","updatedTime":""}]}
        """;

    public const string SpotFillPush = """
        {"e":"fill","E":1,"v":39,"msgEvent":"OrderUpdate","d":[{"id":"","symbol":"","baseCoin":"","quoteCoin":"","orderId":"","orderSide":"",
        "fillSize":"","fillValue":"","fillFee":"0.00000095","direction":"TAKER","createdTime":"","updatedTime":""}]}
        """;
}
