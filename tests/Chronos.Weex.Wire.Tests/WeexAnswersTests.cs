using Chronos.Core.Model;

namespace Chronos.Weex.Wire.Tests;

public class WeexAnswersTests
{
    [Fact]
    public void ReadsAContractOrder()
    {
        var order = Assert.Single(WeexAnswers.Orders(Text.Utf8($"[{Payloads.ContractOrder}]"), WeexProduct.Contract));
        Assert.Equal(737163324445163880, order.OrderId);
        Assert.Equal(("DOGEUSDT", "56046f53-1"), (order.Symbol, order.ClientOrderId));
        Assert.Equal((OrderSide.Buy, WeexPositionSide.Long), (order.Side, order.PositionSide));
        Assert.Equal((WeexOrderType.Market, TimeInForce.Ioc, WeexOrderStatus.Filled), (order.Type, order.TimeInForce!.Value, order.Status));
        Assert.Equal((Price.Zero, Quantity.Parse("100"), Quantity.Parse("100")), (order.Price, order.Quantity, order.Executed));
        Assert.Equal((Notional.Parse("9.213"), Price.Parse("0.09213")), (order.ExecutedValue!.Value, order.AveragePrice!.Value));
        Assert.Equal((1775753432380, 1775753432380L), (order.CreatedMillis, order.UpdatedMillis!.Value));
        Assert.False(order.ReduceOnly);
    }

    [Fact]
    public void ReadsASpotOrderAloneOrInAnArray()
    {
        foreach (var body in new[] { Payloads.SpotOrder, $"[{Payloads.SpotOrder}]" })
        {
            var order = WeexAnswers.Order(Text.Utf8(body), WeexProduct.Spot)!;
            Assert.Equal((OrderSide.Sell, WeexPositionSide.None), (order.Side, order.PositionSide));
            Assert.Equal(Notional.Parse("99.967616"), order.ExecutedValue);
            Assert.Equal(WeexOrderStatus.PartiallyFilled, order.Status);
            Assert.Null(order.AveragePrice);
        }

        Assert.Null(WeexAnswers.Order("[]"u8, WeexProduct.Spot));
    }

    [Fact]
    public void KeepsTheTextOfUnknownWords()
    {
        var body = Payloads.ContractOrder.Replace("FILLED", "MELTED", StringComparison.Ordinal).Replace("\"MARKET\"", "\"ODD\"", StringComparison.Ordinal);
        var order = WeexAnswers.Order(Text.Utf8(body), WeexProduct.Contract)!;
        Assert.Equal((WeexOrderStatus.Unrecognized, "MELTED"), (order.Status, order.StatusText));
        Assert.Equal((WeexOrderType.Unrecognized, "ODD"), (order.Type, order.TypeText));
    }

    [Fact]
    public void ReadsAV2Order()
    {
        var order = Assert.Single(WeexV2Answers.Orders(Text.Utf8($"[{Payloads.V2Order}]")));
        Assert.Equal((OrderSide.Buy, WeexPositionSide.Short), (order.Side, order.PositionSide));
        Assert.Equal((TimeInForce.PostOnly, WeexOrderStatus.New), (order.TimeInForce!.Value, order.Status));
        Assert.Equal((Quantity.Parse("0.01"), Quantity.Parse("0.004")), (order.Quantity, order.Executed));
        Assert.Equal((617414920861909658, "v2-1", 1742213506548), (order.OrderId, order.ClientOrderId, order.CreatedMillis));
        Assert.Null(order.UpdatedMillis);
    }

    [Theory]
    [InlineData("open_long", OrderSide.Buy, true)]
    [InlineData("open_short", OrderSide.Sell, false)]
    [InlineData("close_long", OrderSide.Sell, true)]
    [InlineData("offset_liquidate_short", OrderSide.Buy, false)]
    [InlineData("agreement_close_long", OrderSide.Sell, true)]
    [InlineData("burst_liquidate_long", OrderSide.Sell, true)]
    public void ReadsTheSidesOfV2(string type, OrderSide side, bool isLong)
    {
        var body = Payloads.V2Order.Replace("close_short", type, StringComparison.Ordinal);
        var order = Assert.Single(WeexV2Answers.Orders(Text.Utf8(body)));
        Assert.Equal((side, isLong ? WeexPositionSide.Long : WeexPositionSide.Short), (order.Side, order.PositionSide));
    }

    [Fact]
    public void ReadsFills()
    {
        var contract = Assert.Single(WeexAnswers.Fills(Text.Utf8($"[{Payloads.ContractFill}]"), WeexProduct.Contract));
        Assert.Equal((737191855967437160, 737191855946465640), (contract.FillId, contract.OrderId));
        Assert.Equal((Price.Parse("0.09321"), Quantity.Parse("100"), Notional.Parse("9.321")), (contract.Price!.Value, contract.Quantity, contract.Value));
        Assert.Equal((Quantity.Parse("0.0074568"), "USDT"), (contract.Fee, contract.FeeAsset));
        Assert.Equal((OrderSide.Buy, WeexPositionSide.Long, false), (contract.Side, contract.PositionSide, contract.IsMaker!.Value));

        var spot = Assert.Single(WeexAnswers.Fills(Text.Utf8($"[{Payloads.SpotFill}]"), WeexProduct.Spot));
        Assert.Equal((OrderSide.Sell, WeexPositionSide.None, ""), (spot.Side, spot.PositionSide, spot.FeeAsset));

        var v2 = Assert.Single(WeexV2Answers.Fills(Text.Utf8($"{{\"list\":[{Payloads.V2Fill}],\"nextFlag\":false,\"totals\":1}}")));
        Assert.Equal((Price.Parse("80000.05"), true, Notional.Parse("1.5")), (v2.Price!.Value, v2.IsMaker!.Value, v2.RealizedPnl!.Value));
        Assert.Throws<WeexFormatException>(() => WeexV2Answers.Fills(Text.Utf8($"{{\"list\":[{Payloads.V2Fill}],\"nextFlag\":true}}")));
    }

    [Fact]
    public void APriceThatIsNotExactIsNotTold()
    {
        var body = Payloads.V2Fill.Replace("\"0.004\"", "\"0.003\"", StringComparison.Ordinal);
        Assert.Null(Assert.Single(WeexV2Answers.Fills(Text.Utf8($"{{\"list\":[{body}]}}"))).Price);
    }

    [Fact]
    public void ReadsPositions()
    {
        var v3 = Assert.Single(WeexAnswers.Positions(Text.Utf8($"[{Payloads.Position}]")));
        Assert.Equal(("DOGEUSDT", WeexPositionSide.Long, Quantity.Parse("300")), (v3.Symbol, v3.Side, v3.Size));
        Assert.Equal((Notional.Parse("27.969"), 20 * FixedPoint.Scale, 44L), (v3.OpenValue, v3.LeverageUnits, v3.UpdatedMatchSequenceId!.Value));

        var v2 = Assert.Single(WeexAnswers.Positions(Text.Utf8($"[{Payloads.V2Position}]")));
        Assert.Equal((WeexPositionSide.Short, Notional.Parse("1000.25"), "SHARED"), (v2.Side, v2.OpenValue, v2.MarginMode));
        Assert.Equal(Notional.Parse("-1.5"), v2.UnrealizedPnl);
    }

    [Fact]
    public void ReadsBalances()
    {
        foreach (var body in new[] { Payloads.ContractBalance, Payloads.V2Balance })
        {
            var balance = Assert.Single(WeexAnswers.Balances(Text.Utf8($"[{body}]")));
            Assert.Equal((Quantity.Parse("5696.49288823"), Quantity.Parse("5413.06877369")), (balance.Total, balance.Available!.Value));
            Assert.Equal((Quantity.Parse("81.2824"), Notional.Parse("-34.553")), (balance.Frozen!.Value, balance.UnrealizedPnl!.Value));
        }

        var spot = WeexAnswers.Balances(Text.Utf8(Payloads.SpotAccount));
        Assert.Equal(["BTC", "USDT"], spot.Select(b => b.Asset));
        Assert.Equal((Quantity.Parse("0.75"), Quantity.Parse("0.5")), (spot[0].Total, spot[0].Available!.Value));
    }

    [Fact]
    public void ReadsContractSymbols()
    {
        var info = WeexAnswers.Symbols(Text.Utf8(Payloads.ContractInfo));
        Assert.Equal(["FINEUSDT"], info.TooFine);
        var (btc, doge) = (info.Symbols[0], info.Symbols[1]);
        Assert.Equal((Price.Parse("0.1"), Quantity.Parse("0.0001"), 1, 4), (btc.Tick, btc.Step, btc.PriceDecimals, btc.QuantityDecimals));
        Assert.Equal((Quantity.Parse("0.0001"), Quantity.Parse("1200"), Quantity.Parse("100")), (btc.MinQuantity, btc.MaxQuantity, btc.MarketOpenLimit!.Value));
        Assert.Equal((400, 80_000L, 1_000_000L), (btc.MaxLeverage!.Value, btc.TakerFeeUnits!.Value, btc.SellLimitPriceRatioUnits!.Value));
        Assert.Equal((Price.Parse("0.00001"), Quantity.Parse("100"), 5, -2), (doge.Tick, doge.Step, doge.PriceDecimals, doge.QuantityDecimals));
        Assert.Null(doge.MaxPosition);
    }

    [Fact]
    public void ReadsSpotAndV2Symbols()
    {
        var spot = WeexAnswers.Symbols(Text.Utf8(Payloads.SpotInfo)).Symbols;
        Assert.Equal((Price.Parse("0.00001"), Quantity.Parse("0.1"), 5, 1, true), (spot[0].Tick, spot[0].Step, spot[0].PriceDecimals, spot[0].QuantityDecimals, spot[0].IsEnabled));
        Assert.False(spot[1].IsEnabled);

        var v2 = Assert.Single(WeexAnswers.Symbols(Text.Utf8(Payloads.V2Contracts)).Symbols);
        Assert.Equal((Price.Parse("0.00001"), Quantity.Parse("100"), -2), (v2.Tick, v2.Step, v2.QuantityDecimals));
    }

    [Fact]
    public void ReadsAlgoOrders()
    {
        var order = Assert.Single(WeexAnswers.AlgoOrders(Text.Utf8($"[{Payloads.AlgoOrder}]")));
        Assert.Equal((812345678901234567, "stop-1", WeexOrderType.StopMarket), (order.AlgoId, order.ClientAlgoId, order.Type));
        Assert.Equal((Price.Parse("68900"), Price.Zero, WeexOrderStatus.Untriggered), (order.TriggerPrice, order.Price, order.Status));
        Assert.Null(order.ActualOrderId);
        Assert.True(order.ReduceOnly);
    }

    [Fact]
    public void ReadsTimesAndLeverage()
    {
        Assert.Equal(1775580300000, WeexAnswers.ServerTime("{\"serverTime\":1775580300000}"u8).Millis);
        Assert.Equal(1716710918113, WeexAnswers.ServerTime("{\"epoch\":\"1716710918.113\",\"iso\":\"x\",\"timestamp\":1716710918113}"u8).Millis);
        Assert.Equal(new WeexLeverage("BTCUSDT", 20 * FixedPoint.Scale), WeexAnswers.Leverage("{\"symbol\":\"BTCUSDT\",\"marginType\":\"CROSSED\",\"crossLeverage\":\"20\",\"isolatedLongLeverage\":\"5\"}"u8));
    }

    [Theory]
    [InlineData("""{"orderId":"702345678901234567","clientOrderId":"c","success":true,"errorCode":"","errorMessage":""}""", 702345678901234567, "c", true)]
    [InlineData("""{"orderId":null,"clientOrderId":null,"success":false,"errorCode":"-1054","errorMessage":"x"}""", null, "", false)]
    [InlineData("""{"orderId":7,"origClientOrderId":"c","clientOrderId":"other","success":true}""", 7L, "c", true)]
    [InlineData("""{"symbol":"BTCUSDT","orderId":7,"clientOrderId":"c","transactTime":1775580300000}""", 7L, "c", null)]
    [InlineData("""{"client_oid":"c","order_id":"7"}""", 7L, "c", null)]
    [InlineData("""{"order_id":"7","client_oid":null,"result":true,"err_msg":null}""", 7L, "", true)]
    [InlineData("""[{"orderId":7,"success":true}]""", 7L, "", true)]
    public void ReadsAnswersToOrders(string body, long? orderId, string clientOrderId, bool? success)
    {
        var placed = WeexAnswers.Placed(Text.Utf8(body));
        Assert.Equal((orderId, clientOrderId, success), (placed.OrderId, placed.ClientOrderId, placed.Success));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("[{\"orderId\":1},{\"orderId\":2}]")]
    [InlineData("3")]
    [InlineData("{\"orderId\":1.5}")]
    public void RefusesWhatIsNoAnswerToAnOrder(string body) =>
        Assert.Throws<WeexFormatException>(() => WeexAnswers.Placed(Text.Utf8(body)));

    [Theory]
    [InlineData("""{"code":"200","msg":"success","requestTime":1764505776347}""", 0, true)]
    [InlineData("""{"code":"00000","msg":"success","requestTime":1,"data":"upload success"}""", 0, true)]
    [InlineData("""{"code":0,"msg":null}""", 0, true)]
    [InlineData("""{"code":-1142,"msg":"Parameter 'symbol' is invalid."}""", -1142, true)]
    [InlineData("""{"code":"40015","msg":"position side invalid"}""", 40015, true)]
    [InlineData("""[{"code":-1}]""", 0, false)]
    [InlineData("""{"serverTime":1}""", 0, false)]
    public void ReadsEnvelopes(string body, int code, bool hasCode)
    {
        var envelope = WeexEnvelope.Read(Text.Utf8(body));
        Assert.Equal((code, hasCode), (envelope.Code, envelope.HasCode));
    }

    public static TheoryData<string, ReaderCase, string[]> Required => new()
    {
        { Payloads.ContractOrder, ReaderCase.ContractOrder, ["clientOrderId", "executedQty", "orderId", "origQty", "price", "side", "positionSide", "status", "symbol", "time", "type", "updateTime"] },
        { Payloads.SpotOrder, ReaderCase.SpotOrder, ["clientOrderId", "executedQty", "orderId", "origQty", "price", "side", "status", "symbol", "time", "type", "updateTime"] },
        { Payloads.V2Order, ReaderCase.V2Order, ["symbol", "size", "client_oid", "createTime", "filled_qty", "order_id", "price", "status", "type", "order_type"] },
        { Payloads.ContractFill, ReaderCase.ContractFill, ["id", "orderId", "symbol", "commission", "qty", "quoteQty", "positionSide", "time"] },
        { Payloads.SpotFill, ReaderCase.SpotFill, ["id", "orderId", "symbol", "commission", "qty", "quoteQty", "isBuyer", "time"] },
        { Payloads.Position, ReaderCase.Position, ["id", "symbol", "side", "leverage", "size", "openValue"] },
        { Payloads.ContractBalance, ReaderCase.Balance, ["asset"] },
        { Payloads.AlgoOrder, ReaderCase.Algo, ["algoId", "clientAlgoId", "orderType", "symbol", "side", "positionSide", "quantity", "algoStatus", "triggerPrice", "price", "createTime", "updateTime"] },
    };

    [Theory]
    [MemberData(nameof(Required))]
    public void NamesAMissingOrMalformedField(string element, ReaderCase reader, string[] fields)
    {
        Read(reader, $"[{element}]");
        foreach (var field in fields)
        {
            var missing = element.Replace($"\"{field}\":", "\"other\":", StringComparison.Ordinal);
            Assert.NotEqual(element, missing);
            var e = Assert.Throws<WeexFormatException>(() => Read(reader, $"[{element},{missing}]"));
            Assert.Contains("[1]", e.Message, StringComparison.Ordinal);

            var malformed = element.Replace($"\"{field}\":", $"\"{field}\":[],\"other\":", StringComparison.Ordinal);
            var f = Assert.Throws<WeexFormatException>(() => Read(reader, $"[{element},{malformed}]"));
            Assert.Equal(field, f.Field);
            Assert.Contains("[1]", f.Place, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void AnAnswerCutAnywhereIsRefused()
    {
        var whole = Text.Utf8($"[{Payloads.ContractOrder}]");
        for (var length = 0; length < whole.Length; length++)
        {
            var cut = whole[..length];
            Assert.Throws<WeexFormatException>(() => WeexAnswers.Orders(cut, WeexProduct.Contract));
            Assert.Throws<WeexFormatException>(() => WeexEnvelope.Read(cut));
        }

        Assert.Throws<WeexFormatException>(() => WeexAnswers.Orders(Text.Utf8("[]]"), WeexProduct.Contract));
        Assert.Throws<WeexFormatException>(() => WeexAnswers.Orders(Text.Utf8("[] {}"), WeexProduct.Contract));
        Assert.Throws<WeexFormatException>(() => WeexEnvelope.Read("<html><body>521</body></html>"u8));
    }

    private static void Read(ReaderCase reader, string body)
    {
        var utf8 = Text.Utf8(body);
        _ = reader switch
        {
            ReaderCase.ContractOrder => WeexAnswers.Orders(utf8, WeexProduct.Contract).Count,
            ReaderCase.SpotOrder => WeexAnswers.Orders(utf8, WeexProduct.Spot).Count,
            ReaderCase.V2Order => WeexV2Answers.Orders(utf8).Count,
            ReaderCase.ContractFill => WeexAnswers.Fills(utf8, WeexProduct.Contract).Count,
            ReaderCase.SpotFill => WeexAnswers.Fills(utf8, WeexProduct.Spot).Count,
            ReaderCase.Position => WeexAnswers.Positions(utf8).Count,
            ReaderCase.Balance => WeexAnswers.Balances(utf8).Count,
            _ => WeexAnswers.AlgoOrders(utf8).Count,
        };
    }
}
