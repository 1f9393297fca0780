using Chronos.Core.Model;

namespace Chronos.Weex.Wire;

/// <summary>Reads an order of v3, by REST or push, contract or spot; the spellings differ, the fields do not.</summary>
internal static class WeexOrderReader
{
    /// <summary>The order here. <paramref name="product"/> says whether a position side must stand in it.</summary>
    public static WeexOrder Read(ref WeexReader json, WeexProduct product)
    {
        string? symbol = null, clientOrderId = null, type = null, status = null;
        string timeInForce = "", cancelReason = "";
        long? orderId = null, created = null, updated = null;
        OrderSide? side = null;
        WeexPositionSide? positionSide = null;
        Price? price = null, average = null, trigger = null;
        Quantity? quantity = null, executed = null, fee = null;
        Notional? value = null;
        bool? reduceOnly = null;
        json.BeginObject();
        while (json.NextField(out var field))
        {
            switch (field)
            {
                case "symbol": symbol = json.Word(); break;
                case "orderId" or "id": orderId = json.Whole(); break;
                case "clientOrderId": clientOrderId = json.OptionalText(); break;
                case "side" or "orderSide": side = json.Side(); break;
                case "positionSide" when product == WeexProduct.Contract: positionSide = json.PositionSide(); break;
                case "type": type = json.Word(); break;
                case "timeInForce": timeInForce = json.IsNull ? "" : json.Word(); break;
                case "price": price = json.Price(); break;
                case "origQty" or "size": quantity = json.Quantity(); break;
                case "executedQty" or "cumFillSize": executed = json.Quantity(); break;
                case "cumQuote" or "cummulativeQuoteQty" or "cumFillValue":
                    value = Notional.FromUnits(json.TruncatedUnits());
                    break;
                case "avgPrice": average = Price.FromUnits(json.TruncatedUnits()); break;
                case "status": status = json.Word(); break;
                case "reduceOnly": reduceOnly = json.IsNull ? null : json.Flag(); break;
                case "stopPrice" or "triggerPrice": trigger = json.IsNull ? null : json.Price(); break;
                case "time" or "createdTime": created = json.Whole(); break;
                case "updateTime" or "updatedTime": updated = json.Whole(); break;
                case "cumFillFee": fee = Quantity.FromUnits(json.TruncatedUnits()); break;
                case "cancelReason": cancelReason = json.IsNull ? "" : json.Word(); break;
                default: json.Skip(); break;
            }
        }

        return new WeexOrder
        {
            Symbol = symbol ?? throw json.Missing("symbol"),
            OrderId = orderId ?? throw json.Missing("orderId"),
            ClientOrderId = clientOrderId ?? throw json.Missing("clientOrderId"),
            Side = side ?? throw json.Missing("side"),
            PositionSide = positionSide
                ?? (product == WeexProduct.Spot ? WeexPositionSide.None : throw json.Missing("positionSide")),
            Type = WeexWords.OrderType(type ?? throw json.Missing("type")),
            TypeText = type,
            TimeInForce = WeexWords.TimeInForce(timeInForce),
            Price = price ?? throw json.Missing("price"),
            Quantity = quantity ?? throw json.Missing("origQty"),
            Executed = executed ?? throw json.Missing("executedQty"),
            ExecutedValue = value,
            AveragePrice = average,
            Status = WeexWords.OrderStatus(status ?? throw json.Missing("status")),
            StatusText = status,
            ReduceOnly = reduceOnly,
            TriggerPrice = trigger,
            CreatedMillis = created ?? throw json.Missing("time"),
            UpdatedMillis = updated ?? throw json.Missing("updateTime"),
            Fee = fee,
            CancelReason = cancelReason,
        };
    }
}
