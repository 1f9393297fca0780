namespace Chronos.Weex.Wire.Tests;

/// <summary>Frames as the venue sends them.</summary>
internal static class Frames
{
    public const string Greeting = """{"cid":"a605e7d3-1","event":"connected","time":"1788692245686"}""";

    public const string PublicPing = """{"event":"ping","time":"1788692610000"}""";

    public const string PrivatePing = """{"type":"ping","time":"1788692610000"}""";

    public const string Ticker = """
        {"e":"ticker","E":1788692246206,"s":"BTCUSDT","d":[{"p":"413.2","P":"0.005192","w":"79832.11097168","c":"79982.2","o":"79569.0",
        "h":"80167.0","l":"79503.7","v":"6932.4354","q":"553430952.15681","O":1788605100000,"C":1788691500000,"n":422700,"m":"79984.1",
        "i":"80019.68685"}]}
        """;

    public const string Snapshot = """
        {"e":"depthSnapshot","E":1788692246206,"s":"BTCUSDT","U":16786244339,"u":16786244375,"l":3,"d":"SNAPSHOT",
        "b":[["79979.8","2.5926"],["79978.1","1"],["79977.9","3"]],"a":[["79979.9","2.5821"],["79980.1","1"],["79980.2","1"]]}
        """;

    public const string Change = """
        {"e":"depth","E":1788692246314,"s":"BTCUSDT","U":16786244375,"u":16786244424,"l":3,"d":"CHANGED",
        "b":[["79979.8","2.8356"],["79978.0","0.4354"],["79977.9","0"]],"a":[["79979.9","2.5579"]]}
        """;

    public const string Trades = """
        {"e":"trade","E":1788692246314,"s":"ETHUSDT","d":[{"T":1788692246300,"t":"uuid-1","p":"2041.50","q":"0.020","v":"40.83000","m":false},
        {"T":1788692246299,"t":"uuid-2","p":"2041.51","q":"1","v":"2041.51","m":true}]}
        """;

    public const string BookTicker =
        """{"e":"bookTicker","E":1788692246314,"s":"ETHUSDT","u":77,"b":"2050.67","B":"0.89116","a":"2050.70","A":"2.26200"}""";

    public const string Klines = """
        {"e":"klineSnapshot","E":1788692246314,"s":"BTCUSDT","p":"LAST_PRICE","d":[{"t":1775590200000,"T":1775590260000,"s":"BTCUSDT",
        "i":"1m","o":"1","c":"2","h":"3","l":"0.5","v":"10","n":4,"q":"15","V":"5","Q":"7"}]}
        """;

    public const string Orders = """
        {"e":"orders","E":1773295738939,"v":46654,"msgEvent":"OrderUpdate","d":[{"id":"617414920861909658","coin":"USDT","symbol":"BTCUSDT",
        "marginMode":"CROSSED","separatedMode":"COMBINED","positionSide":"LONG","orderSide":"BUY","price":"0.0","size":"0.10000",
        "clientOrderId":"cx-1","type":"MARKET","timeInForce":"IOC","reduceOnly":false,"triggerPrice":"0","orderSource":"API","leverage":"20",
        "status":"PENDING","cancelReason":"UNKNOWN_ORDER_CANCEL_REASON","latestFillPrice":"0","cumFillSize":"0","cumFillValue":"0",
        "cumFillFee":"0","createdTime":"1747203188148","updatedTime":"1747203188149"}]}
        """;

    public const string SpotOrders = """
        {"e":"orders","E":1773295738939,"v":38,"msgEvent":"OrderUpdate","d":[{"id":"625138763307155610","symbol":"BTCUSDT","baseCoin":"BTC",
        "quoteCoin":"USDT","orderSide":"BUY","price":"0","size":"0","value":"100.0000000","clientOrderId":"c2","type":"MARKET",
        "timeInForce":"IOC","status":"FILLED","cumFillSize":"0.000952","cumFillValue":"99.9676160","cumFillFee":"0.00000095",
        "createdTime":"1749044695689","updatedTime":"1749044695720"}]}
        """;

    public const string Fills = """
        {"e":"fill","E":1773295739154,"v":46655,"msgEvent":"OrderUpdate","d":[{"id":"617414920887075482","coin":"USDT","symbol":"BTCUSDT",
        "orderId":"617414920861909658","positionSide":"LONG","orderSide":"BUY","fillSize":"0.10000","fillValue":"10381.270000",
        "fillFee":"6.228762","liquidateFee":"0","realizePnl":"0","direction":"TAKER","createdTime":"1747203188154","updatedTime":"1747203188154"}]}
        """;

    public const string Account = """
        {"e":"account","E":1773298961302,"v":46571,"msgEvent":"PositionFundingSettle","d":[{"coin":"USDT","marginMode":"CROSSED",
        "crossSymbol":"","isolatedPositionId":"0","amount":"6625267.708162","liquidating":false,"legacyAmount":"6628108.535375"}]}
        """;

    public const string SpotAccount = """
        {"e":"account","E":1773295738123,"v":1024,"msgEvent":"DepositUpdate","d":[{"coin":"USDT","equity":"1200.00000000",
        "available":"950.00000000","frozen":"250.00000000"}]}
        """;

    public const string Positions = """
        {"e":"positions","E":1773298805123,"v":55218,"msgEvent":"PositionFundingSettle","d":[{"id":"615193369903104410","coin":"USDT",
        "symbol":"BTCUSDT","side":"LONG","marginMode":"CROSSED","leverage":"20","size":"0.01000","openValue":"992.405443",
        "autoAppendIsolatedMargin":false,"updatedMatchSequenceId":"3656434385","updatedTime":"1747188961302"}]}
        """;

    public static string[] All =>
    [
        Greeting, PublicPing, PrivatePing, Ticker, Snapshot, Change, Trades, BookTicker, Klines, Orders, Fills, Account, Positions,
        """{"result":true,"id":7}""",
    ];
}
