namespace Chronos.Weex.Wire;

/// <summary>Reads the answer to placing or canceling: contract v3, spot v3, v2, and arrays of one.</summary>
internal static class WeexPlacedReader
{
    public static WeexPlaced Read(ref WeexReader json)
    {
        if (!json.IsArray)
        {
            return ReadOne(ref json);
        }

        json.BeginArray("placed");
        if (!json.NextElement())
        {
            throw json.Missing("orderId");
        }

        var placed = ReadOne(ref json);
        return json.NextElement() ? throw json.Fault("one answer was expected") : placed;
    }

    private static WeexPlaced ReadOne(ref WeexReader json)
    {
        long? orderId = null, time = null;
        string clientOrderId = "", code = "", message = "", status = "";
        bool? success = null;
        json.BeginObject();
        while (json.NextField(out var field))
        {
            switch (field)
            {
                case "orderId" or "order_id": orderId = json.OptionalId(); break;
                case "origClientOrderId": clientOrderId = json.OptionalText(); break;
                case "clientOrderId" or "client_oid":
                    clientOrderId = clientOrderId.Length > 0 ? Kept(ref json, clientOrderId) : json.OptionalText();
                    break;
                case "success" or "result": success = json.Flag(); break;
                case "errorCode" or "error_code" or "err_code": code = json.OptionalText(); break;
                case "errorMessage" or "error_message" or "err_msg" or "errorMsg": message = json.OptionalText(); break;
                case "status": status = json.OptionalText(); break;
                case "transactTime": time = json.Whole(); break;
                default: json.Skip(); break;
            }
        }

        if (success is null && orderId is null && clientOrderId.Length == 0)
        {
            throw json.Missing("orderId");
        }

        return new WeexPlaced
        {
            OrderId = orderId,
            ClientOrderId = clientOrderId,
            Success = success,
            ErrorCode = code,
            ErrorMessage = message,
            Status = status,
            TransactMillis = time,
        };
    }

    private static string Kept(ref WeexReader json, string text)
    {
        json.Skip();
        return text;
    }
}
