namespace Chronos.Weex.Sandbox;

/// <summary>What is traded, with the limits the venue publishes. Amounts are in base units unless said otherwise.</summary>
public sealed class Instrument
{
    /// <summary>Contract or spot.</summary>
    public Product Product { get; set; }

    /// <summary>Such as <c>BTCUSDT</c>.</summary>
    public required string Symbol { get; init; }

    /// <summary>Such as <c>BTC</c>.</summary>
    public required string BaseAsset { get; init; }

    /// <summary>Such as <c>USDT</c>; of a contract also the margin.</summary>
    public string QuoteAsset { get; set; } = "USDT";

    /// <summary>Decimals of prices.</summary>
    public int PricePrecision { get; set; } = 1;

    /// <summary>Decimals of quantities; -2 means multiples of 100.</summary>
    public int QuantityPrecision { get; set; } = 4;

    /// <summary>Smallest order.</summary>
    public decimal MinOrderSize { get; set; } = 0.0001m;

    /// <summary>Largest order.</summary>
    public decimal MaxOrderSize { get; set; } = 1200m;

    /// <summary>Largest position of a contract, open orders included.</summary>
    public decimal MaxPositionSize { get; set; } = 1_000_000m;

    /// <summary>Largest market order.</summary>
    public decimal MarketOpenLimitSize { get; set; } = 100m;

    /// <summary>Smallest leverage.</summary>
    public int MinLeverage { get; set; } = 1;

    /// <summary>Largest leverage.</summary>
    public int MaxLeverage { get; set; } = 400;

    /// <summary>How far above the reference a buy may be limited, as a fraction.</summary>
    public decimal BuyLimitPriceRatio { get; set; } = 0.01m;

    /// <summary>How far below the reference a sell may be limited, as a fraction.</summary>
    public decimal SellLimitPriceRatio { get; set; } = 0.01m;

    /// <summary>Fee of whoever rested.</summary>
    public decimal MakerFeeRate { get; set; } = 0.0002m;

    /// <summary>Fee of whoever took.</summary>
    public decimal TakerFeeRate { get; set; } = 0.0008m;

    /// <summary>Minutes between fundings of a contract.</summary>
    public int CollectCycle { get; set; } = 480;

    /// <summary>Rate of each funding; above 0 longs pay shorts.</summary>
    public decimal FundingRate { get; set; } = 0.0001m;

    /// <summary>Whether orders are taken by API; others are refused with -1058.</summary>
    public bool ApiTrading { get; set; } = true;

    /// <summary>A demo contract: traded under <c>/capi/v3/sim</c>, not listed, fed by the quotes of <see cref="QuotesOf"/>.</summary>
    public bool IsDemo { get; set; }

    /// <summary>Symbol whose quotes feed this market; null is its own.</summary>
    public string? QuotesOf { get; set; }

    internal decimal Tick => Power(PricePrecision);

    internal decimal Step => Power(QuantityPrecision);

    internal bool FitsTick(decimal price) => price % Tick == 0;

    internal bool FitsStep(decimal quantity) => quantity % Step == 0;

    /// <summary>The instruments of a sandbox that is told nothing else; figures of contracts are the venue's published ones.</summary>
    public static IReadOnlyList<Instrument> Defaults { get; } =
    [
        Contract("BTC", 1, 4, 0.0001m, 1200, 1_000_000, 100, 400, 0.01m),
        Contract("ETH", 2, 3, 0.001m, 1_000_000, 5_000_000, 2300, 400, 0.01m),
        Contract("DOGE", 5, -2, 100, 200_200_000, 200_200_000, 200_200_000, 200, 0.05m),
        new()
        {
            Product = Product.Contract, Symbol = "BTCSUSDT", BaseAsset = "BTC", QuoteAsset = "SUSDT", IsDemo = true, QuotesOf = "BTCUSDT",
        },
        Spot("BTC", 1, 6, 0.00001m, 1200),
        Spot("ETH", 2, 5, 0.0001m, 99_999),
        Spot("DOGE", 5, 1, 200, 1_500_000),
    ];

    private static Instrument Contract(
        string asset, int price, int quantity, decimal min, decimal max, decimal position, decimal market, int leverage, decimal ratio) => new()
        {
            Product = Product.Contract, Symbol = asset + "USDT", BaseAsset = asset, PricePrecision = price, QuantityPrecision = quantity,
            MinOrderSize = min, MaxOrderSize = max, MaxPositionSize = position, MarketOpenLimitSize = market, MaxLeverage = leverage,
            BuyLimitPriceRatio = ratio, SellLimitPriceRatio = ratio,
        };

    private static Instrument Spot(string asset, int price, int quantity, decimal min, decimal max) => new()
    {
        Product = Product.Spot, Symbol = asset + "USDT", BaseAsset = asset, PricePrecision = price, QuantityPrecision = quantity,
        MinOrderSize = min, MaxOrderSize = max, MarketOpenLimitSize = max, MakerFeeRate = 0.001m, TakerFeeRate = 0.001m,
        BuyLimitPriceRatio = 0.1m, SellLimitPriceRatio = 0.1m,
    };

    private static decimal Power(int decimals)
    {
        var result = 1m;
        for (var i = 0; i < Math.Abs(decimals); i++)
        {
            result = decimals > 0 ? result / 10 : result * 10;
        }

        return result;
    }
}
