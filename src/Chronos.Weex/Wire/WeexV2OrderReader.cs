using Chronos.Core.Model;

namespace Chronos.Weex.Wire;

/// <summary>
/// Reads an order of v2, whose type says side and position side in one word and which tells no value filled and no time of
/// change.
/// </summary>
internal static class WeexV2OrderReader
{
    public static WeexOrder Read(ref WeexReader json)
    {
        string? symbol = null, clientOrderId = null, type = null, status = null, orderType = null;
        long? orderId = null, created = null;
        Price? price = null, average = null;
        Quantity? size = null, filled = null, fee = null;
        json.BeginObject();
        while (json.NextField(out var field))
        {
            switch (field)
            {
                case "symbol": symbol = json.Word(); break;
                case "order_id": orderId = json.Whole(); break;
                case "client_oid": clientOrderId = json.OptionalText(); break;
                case "size": size = json.Quantity(); break;
                case "filled_qty": filled = json.Quantity(); break;
                case "price": price = json.IsNull ? Price.Zero : json.Price(); break;
                case "price_avg": average = json.IsNull ? null : Price.FromUnits(json.TruncatedUnits()); break;
                case "fee": fee = json.IsNull ? null : Quantity.FromUnits(json.TruncatedUnits()); break;
                case "status": status = json.Word(); break;
                case "type": type = json.Word(); break;
                case "order_type": orderType = json.Word(); break;
                case "createTime": created = json.Whole(); break;
                default: json.Skip(); break;
            }
        }

        if (!TrySides(type ?? throw json.Missing("type"), out var side, out var positionSide))
        {
            throw json.Missing("type of known sides");
        }

        var limit = price ?? throw json.Missing("price");
        return new WeexOrder
        {
            Symbol = symbol ?? throw json.Missing("symbol"),
            OrderId = orderId ?? throw json.Missing("order_id"),
            ClientOrderId = clientOrderId ?? throw json.Missing("client_oid"),
            Side = side,
            PositionSide = positionSide,

            // v2 does not tell them apart but by the price.
            Type = limit.IsZero ? WeexOrderType.Market : WeexOrderType.Limit,
            TypeText = type,
            TimeInForce = WeexWords.TimeInForce(orderType ?? throw json.Missing("order_type")),
            Price = limit,
            Quantity = size ?? throw json.Missing("size"),
            Executed = filled ?? throw json.Missing("filled_qty"),
            AveragePrice = average,
            Status = WeexWords.OrderStatus(status ?? throw json.Missing("status")),
            StatusText = status,
            CreatedMillis = created ?? throw json.Missing("createTime"),
            Fee = fee,
        };
    }

    // open_long, close_short and so on; liquidations end in the side they close.
    private static bool TrySides(string type, out OrderSide side, out WeexPositionSide positionSide)
    {
        var opens = type.StartsWith("open_", StringComparison.Ordinal);
        positionSide = type.EndsWith("_long", StringComparison.Ordinal) ? WeexPositionSide.Long
            : type.EndsWith("_short", StringComparison.Ordinal) ? WeexPositionSide.Short
            : WeexPositionSide.None;
        side = opens == (positionSide == WeexPositionSide.Long) ? OrderSide.Buy : OrderSide.Sell;
        return positionSide != WeexPositionSide.None
            && (opens || type.Contains("close_", StringComparison.Ordinal) || type.Contains("liquidate_", StringComparison.Ordinal));
    }
}
