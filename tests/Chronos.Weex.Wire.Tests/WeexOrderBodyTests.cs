using Chronos.Core.Model;

namespace Chronos.Weex.Wire.Tests;

public class WeexOrderBodyTests
{
    private static readonly WeexOrderRequest Limit = new()
    {
        Dialect = WeexDialect.ContractV3,
        Symbol = "BTCUSDT",
        Side = OrderSide.Buy,
        PositionSide = WeexPositionSide.Long,
        Type = WeexOrderType.Limit,
        TimeInForce = TimeInForce.Ioc,
        Quantity = Quantity.Parse("0.01"),
        Price = Price.Parse("79979.8"),
        ClientOrderId = "cx-1/a:b_c.d",
    };

    [Fact]
    public void WritesContractOrders() => Assert.Equal(
        """{"symbol":"BTCUSDT","side":"BUY","positionSide":"LONG","type":"LIMIT","timeInForce":"IOC","quantity":"0.0100","price":"79979.8","newClientOrderId":"cx-1/a:b_c.d"}""",
        Written(Limit));

    [Fact]
    public void WritesSpotOrders() => Assert.Equal(
        """{"symbol":"BTCUSDT","side":"SELL","type":"MARKET","quantity":"0.0100","newClientOrderId":"cx-1/a:b_c.d"}""",
        Written(Limit with
        {
            Dialect = WeexDialect.SpotV3,
            PositionSide = WeexPositionSide.None,
            Side = OrderSide.Sell,
            Type = WeexOrderType.Market,
            TimeInForce = null,
            Price = Price.Zero,
        }));

    [Fact]
    public void WritesV2Orders() => Assert.Equal(
        """{"symbol":"cmt_btcusdt","client_oid":"cx-1/a:b_c.d","size":"0.0100","type":"1","order_type":"3","match_price":"0","price":"79979.8"}""",
        Written(Limit with { Dialect = WeexDialect.ContractV2, Symbol = "cmt_btcusdt" }));

    [Fact]
    public void WritesProtectiveStops() => Assert.Equal(
        """{"symbol":"BTCUSDT","side":"SELL","positionSide":"LONG","type":"STOP_MARKET","quantity":"0.0100","triggerPrice":"68900.0","clientAlgoId":"cx-1/a:b_c.d"}""",
        Written(Limit with
        {
            Side = OrderSide.Sell,
            Type = WeexOrderType.StopMarket,
            TimeInForce = null,
            Price = Price.Zero,
            TriggerPrice = Price.Parse("68900"),
        }));

    [Fact]
    public void WhatIsWrittenIsReadBack()
    {
        const int Seed = 7;
        var random = new Random(Seed);
        var body = new byte[WeexOrderBody.BytesMax];
        var written = 0;
        for (var i = 0; i < 20_000; i++)
        {
            var order = AnyOrder(random, out var priceDecimals, out var quantityDecimals);
            var length = WeexOrderBody.Write(order, priceDecimals, quantityDecimals, body);
            Assert.Equal(WeexOrderRules.IsConsistent(order), length > 0);
            if (length > 0)
            {
                written++;
                Assert.True(WeexOrderBody.TryReadOrder(body.AsSpan(0, length), out var read), $"seed {Seed}: {Text.Of(body.AsSpan(0, length))}");
                Assert.Equal(order, read);
            }
        }

        Assert.InRange(written, 300, 20_000);
    }

    [Fact]
    public void RefusesToRound()
    {
        var body = new byte[WeexOrderBody.BytesMax];
        Assert.Equal(0, WeexOrderBody.Write(Limit, 0, 4, body));
        Assert.Equal(0, WeexOrderBody.Write(Limit, 1, 1, body));
        Assert.Equal(0, WeexOrderBody.Write(Limit, 1, 4, body.AsSpan(0, 100)));
    }

    [Fact]
    public void RefusesContradictions()
    {
        WeexOrderRequest[] wrong =
        [
            Limit with { Price = Price.Zero },
            Limit with { TimeInForce = null },
            Limit with { TriggerPrice = Price.Parse("1") },
            Limit with { Quantity = Quantity.Zero },
            Limit with { Quantity = Quantity.Parse("-1") },
            Limit with { PositionSide = WeexPositionSide.None },
            Limit with { Dialect = WeexDialect.SpotV3 },
            Limit with { Dialect = WeexDialect.SpotV3, PositionSide = WeexPositionSide.None, TimeInForce = TimeInForce.PostOnly },
            Limit with { Type = WeexOrderType.Market },
            Limit with { Type = WeexOrderType.TrailingStopMarket },
            Limit with { ClientOrderId = "" },
            Limit with { ClientOrderId = new string('a', 37) },
            Limit with { ClientOrderId = "a b" },
            Limit with { ClientOrderId = "a\"b" },
            Limit with { Symbol = "BTC-USDT" },
            Limit with { Side = 0 },
        ];
        Assert.All(wrong, order => Assert.Equal(0, WeexOrderBody.Write(order, 1, 4, new byte[WeexOrderBody.BytesMax])));
    }

    [Theory]
    [InlineData("\"side\":\"BUY\"", "\"side\":\"BUY\",\"side\":\"SELL\"")]
    [InlineData("\"side\":\"BUY\"", "\"side\":\"BUY\",\"reduceOnly\":true")]
    [InlineData("\"side\":\"BUY\",", "")]
    [InlineData("LIMIT", "ODD")]
    [InlineData("IOC", "GTX")]
    [InlineData("79979.8", "79979.812345678")]
    [InlineData("0.0100", "1e")]
    [InlineData("\"price\":\"79979.8\",", "")]
    [InlineData("newClientOrderId", "clientAlgoId")]
    [InlineData("}", "")]
    [InlineData("}", "}{")]
    public void ReadsNothingElseBack(string from, string to)
    {
        var body = Written(Limit);
        var changed = body.Replace(from, to, StringComparison.Ordinal);
        Assert.NotEqual(body, changed);
        Assert.False(WeexOrderBody.TryReadOrder(Text.Utf8(changed), out var order));
        Assert.Equal(default, order);
    }

    [Fact]
    public void AllocatesNothingOnceWarm()
    {
        var body = new byte[WeexOrderBody.BytesMax];
        for (var i = 0; i < 100; i++)
        {
            WeexOrderBody.Write(Limit, 1, 4, body);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        WeexOrderBody.Write(Limit, 1, 4, body);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void WritesAiLogs()
    {
        var log = new WeexAiLog(699688288641876861, "Decision Making", "m", "{\"a\":1}"u8.ToArray(), "{}"u8.ToArray(), "because");
        Assert.Equal(
            """{"orderId":699688288641876861,"stage":"Decision Making","model":"m","input":{"a":1},"output":{},"explanation":"because"}""",
            Text.Of(log.ToBody()));
        Assert.Contains("\"orderId\":null", Text.Of((log with { OrderId = null }).ToBody()), StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => (log with { Input = "{\"a\""u8.ToArray() }).ToBody());
        Assert.Throws<ArgumentException>(() => (log with { Output = "[1]"u8.ToArray() }).ToBody());
        Assert.Throws<ArgumentException>(() => (log with { Explanation = new string('a', 1001) }).ToBody());
        Assert.Throws<ArgumentException>(() => (log with { Stage = "" }).ToBody());
    }

    private static string Written(in WeexOrderRequest order)
    {
        var body = new byte[WeexOrderBody.BytesMax];
        var length = WeexOrderBody.Write(order, 1, 4, body);
        return Text.Of(body.AsSpan(0, length));
    }

    private static WeexOrderRequest AnyOrder(Random random, out int priceDecimals, out int quantityDecimals)
    {
        priceDecimals = random.Next(0, 9);
        quantityDecimals = random.Next(-3, 9);
        var types = Enum.GetValues<WeexOrderType>();
        var priced = random.Next(2) == 0;
        return new WeexOrderRequest
        {
            Dialect = (WeexDialect)random.Next(1, 4),
            Symbol = random.Next(2) == 0 ? "BTCUSDT" : "cmt_dogeusdt",
            Side = (OrderSide)random.Next(1, 3),
            PositionSide = (WeexPositionSide)random.Next(0, 3),
            Type = types[random.Next(types.Length)],
            TimeInForce = random.Next(2) == 0 ? null : (TimeInForce)random.Next(1, 5),
            Quantity = Quantity.FromUnits(random.Next(1, 1000) * WeexNumber.StepUnits(quantityDecimals)),
            Price = priced ? Price.FromUnits(random.Next(1, 100_000) * WeexNumber.StepUnits(priceDecimals)) : Price.Zero,
            TriggerPrice = random.Next(3) == 0 ? Price.FromUnits(random.Next(1, 100_000) * WeexNumber.StepUnits(priceDecimals)) : Price.Zero,
            ClientOrderId = $"cx-{random.Next()}",
        };
    }
}
