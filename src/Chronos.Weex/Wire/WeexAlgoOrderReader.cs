using Chronos.Core.Model;

namespace Chronos.Weex.Wire;

/// <summary>Reads a conditional order of contract v3.</summary>
internal static class WeexAlgoOrderReader
{
    public static WeexAlgoOrder Read(ref WeexReader json)
    {
        string? symbol = null, clientId = null, type = null, status = null;
        long? id = null, actual = null, created = null, updated = null;
        OrderSide? side = null;
        WeexPositionSide? positionSide = null;
        Price? trigger = null, price = null;
        Quantity? quantity = null;
        bool? reduceOnly = null;
        json.BeginObject();
        while (json.NextField(out var field))
        {
            switch (field)
            {
                case "algoId": id = json.Whole(); break;
                case "clientAlgoId": clientId = json.OptionalText(); break;
                case "symbol": symbol = json.Word(); break;
                case "side": side = json.Side(); break;
                case "positionSide": positionSide = json.PositionSide(); break;
                case "orderType": type = json.Word(); break;
                case "quantity": quantity = json.Quantity(); break;
                case "triggerPrice": trigger = json.Price(); break;
                case "price": price = json.IsNull ? Price.Zero : json.Price(); break;
                case "algoStatus": status = json.Word(); break;
                case "actualOrderId": actual = json.OptionalId(); break;
                case "reduceOnly": reduceOnly = json.IsNull ? null : json.Flag(); break;
                case "createTime": created = json.Whole(); break;
                case "updateTime": updated = json.Whole(); break;
                default: json.Skip(); break;
            }
        }

        return new WeexAlgoOrder
        {
            AlgoId = id ?? throw json.Missing("algoId"),
            ClientAlgoId = clientId ?? throw json.Missing("clientAlgoId"),
            Symbol = symbol ?? throw json.Missing("symbol"),
            Side = side ?? throw json.Missing("side"),
            PositionSide = positionSide ?? throw json.Missing("positionSide"),
            Type = WeexWords.OrderType(type ?? throw json.Missing("orderType")),
            TypeText = type,
            Quantity = quantity ?? throw json.Missing("quantity"),
            TriggerPrice = trigger ?? throw json.Missing("triggerPrice"),
            Price = price ?? throw json.Missing("price"),
            Status = WeexWords.OrderStatus(status ?? throw json.Missing("algoStatus")),
            StatusText = status,
            ActualOrderId = actual,
            ReduceOnly = reduceOnly,
            CreatedMillis = created ?? throw json.Missing("createTime"),
            UpdatedMillis = updated ?? throw json.Missing("updateTime"),
        };
    }
}
