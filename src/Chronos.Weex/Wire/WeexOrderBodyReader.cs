using Chronos.Core.Model;

namespace Chronos.Weex.Wire;

/// <summary>Reads a v3 order body strictly: known fields, each once.</summary>
internal static class WeexOrderBodyReader
{
    /// <summary>Null when a field is unknown, stands twice or is missing.</summary>
    /// <exception cref="WeexFormatException">Not JSON, or a field that is not what it should be.</exception>
    public static WeexOrderRequest? Read(ReadOnlySpan<byte> body)
    {
        string? symbol = null, clientOrderId = null, type = null, timeInForce = null;
        OrderSide? side = null;
        WeexPositionSide? positionSide = null;
        Quantity? quantity = null;
        Price? price = null, trigger = null;
        var algo = false;
        var json = new WeexReader(body, "order");
        json.BeginObject();
        while (json.NextField(out var field))
        {
            switch (field)
            {
                case "symbol" when symbol is null: symbol = json.Text(); break;
                case "side" when side is null: side = json.Side(); break;
                case "positionSide" when positionSide is null: positionSide = json.PositionSide(); break;
                case "type" when type is null: type = json.Word(); break;
                case "timeInForce" when timeInForce is null: timeInForce = json.Word(); break;
                case "quantity" when quantity is null: quantity = json.Quantity(); break;
                case "price" when price is null: price = json.Price(); break;
                case "triggerPrice" when trigger is null: trigger = json.Price(); break;
                case "newClientOrderId" when clientOrderId is null: clientOrderId = json.Text(); break;
                case "clientAlgoId" when clientOrderId is null:
                    clientOrderId = json.Text();
                    algo = true;
                    break;
                default: return null;
            }
        }

        json.End();
        if (symbol is null || clientOrderId is null || type is null || side is null || quantity is null
            || (timeInForce is not null && WeexWords.TimeInForce(timeInForce) is null))
        {
            return null;
        }

        var order = new WeexOrderRequest
        {
            Dialect = positionSide is null ? WeexDialect.SpotV3 : WeexDialect.ContractV3,
            Symbol = symbol,
            Side = side.Value,
            PositionSide = positionSide ?? WeexPositionSide.None,
            Type = WeexWords.OrderType(type),
            TimeInForce = timeInForce is null ? null : WeexWords.TimeInForce(timeInForce),
            Quantity = quantity.Value,
            Price = price ?? Price.Zero,
            TriggerPrice = trigger ?? Price.Zero,
            ClientOrderId = clientOrderId,
        };
        return order.IsConditional == algo ? order : null;
    }
}
