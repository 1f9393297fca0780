using Chronos.Core.Model;

namespace Chronos.Weex.Wire;

/// <summary>
/// The body of v2's placeOrder: numeric codes as text. A market order carries the price 0 and match_price 1.
/// </summary>
internal static class WeexV2OrderBody
{
    private static readonly string[] TimesInForce = ["0", "1", "2", "3"];

    public static bool TryWrite(in WeexOrderRequest order, int priceDecimals, int quantityDecimals, WeexBodyWriter writer)
    {
        var json = writer.Json;
        json.WriteString("symbol"u8, order.Symbol);
        json.WriteString("client_oid"u8, order.ClientOrderId);
        var written = writer.TryWriteUnits("size"u8, order.Quantity.Units, quantityDecimals);
        json.WriteString("type"u8, TypeCode(order.Side, order.PositionSide));
        json.WriteString("order_type"u8, TimesInForce[CodeOf(order.TimeInForce)]);
        json.WriteString("match_price"u8, order.IsPriced ? "0"u8 : "1"u8);
        if (order.IsPriced)
        {
            return written & writer.TryWriteUnits("price"u8, order.Price.Units, priceDecimals);
        }

        json.WriteString("price"u8, "0"u8);
        return written;
    }

    /// <summary>Null when a field is unknown, stands twice or is missing, or a code is unknown.</summary>
    /// <exception cref="WeexFormatException">Not JSON, or a field that is not what it should be.</exception>
    public static WeexOrderRequest? Read(ReadOnlySpan<byte> body)
    {
        string? symbol = null, clientOrderId = null, type = null, timeInForce = null, match = null;
        Quantity? size = null;
        Price? price = null;
        var json = new WeexReader(body, "order");
        json.BeginObject();
        while (json.NextField(out var field))
        {
            switch (field)
            {
                case "symbol" when symbol is null: symbol = json.Text(); break;
                case "client_oid" when clientOrderId is null: clientOrderId = json.Text(); break;
                case "size" when size is null: size = json.Quantity(); break;
                case "type" when type is null: type = json.Word(); break;
                case "order_type" when timeInForce is null: timeInForce = json.Word(); break;
                case "match_price" when match is null: match = json.Word(); break;
                case "price" when price is null: price = json.Price(); break;
                default: return null;
            }
        }

        json.End();
        var code = Array.IndexOf(TimesInForce, timeInForce);
        if (symbol is null || clientOrderId is null || size is null || price is null || code < 0
            || match is not ("0" or "1") || (match == "1" && code != 0)
            || !TrySides(type, out var side, out var positionSide))
        {
            return null;
        }

        return new WeexOrderRequest
        {
            Dialect = WeexDialect.ContractV2,
            Symbol = symbol,
            Side = side,
            PositionSide = positionSide,
            Type = match == "1" ? WeexOrderType.Market : WeexOrderType.Limit,
            TimeInForce = match == "1" ? null : OfCode(code),
            Quantity = size.Value,
            Price = price.Value,
            ClientOrderId = clientOrderId,
        };
    }

    // 1 open long, 2 open short, 3 close long, 4 close short.
    private static string TypeCode(OrderSide side, WeexPositionSide positionSide) => (side, positionSide) switch
    {
        (OrderSide.Buy, WeexPositionSide.Long) => "1",
        (OrderSide.Sell, WeexPositionSide.Short) => "2",
        (OrderSide.Sell, _) => "3",
        _ => "4",
    };

    private static bool TrySides(string? code, out OrderSide side, out WeexPositionSide positionSide)
    {
        (side, positionSide) = code switch
        {
            "1" => (OrderSide.Buy, WeexPositionSide.Long),
            "2" => (OrderSide.Sell, WeexPositionSide.Short),
            "3" => (OrderSide.Sell, WeexPositionSide.Long),
            "4" => (OrderSide.Buy, WeexPositionSide.Short),
            _ => (default, WeexPositionSide.None),
        };
        return positionSide != WeexPositionSide.None;
    }

    private static int CodeOf(TimeInForce? timeInForce) => timeInForce switch
    {
        null or TimeInForce.Gtc => 0,
        TimeInForce.PostOnly => 1,
        TimeInForce.Fok => 2,
        _ => 3,
    };

    private static TimeInForce OfCode(int code) => code switch
    {
        0 => TimeInForce.Gtc,
        1 => TimeInForce.PostOnly,
        2 => TimeInForce.Fok,
        _ => TimeInForce.Ioc,
    };
}
