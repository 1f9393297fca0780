namespace Chronos.Weex.Wire;

/// <summary>
/// Writes an order as the venue's JSON and reads the very bytes back, so that what is sent can be held against what was
/// sealed. Writer and reader share no state; a body that holds anything the writer would not write is not read.
/// </summary>
internal static class WeexOrderBody
{
    /// <summary>Most bytes an order takes.</summary>
    public const int BytesMax = 512;

    /// <summary>
    /// Writes the body and returns its length; 0 when the request contradicts itself, is not a multiple of the steps, or
    /// does not fit.
    /// </summary>
    public static int Write(in WeexOrderRequest order, int priceDecimals, int quantityDecimals, Span<byte> destination)
    {
        if (!WeexOrderRules.IsConsistent(order))
        {
            return 0;
        }

        var writer = WeexBodyWriter.Rent();
        try
        {
            writer.Json.WriteStartObject();
            var written = order.Dialect == WeexDialect.ContractV2
                ? WeexV2OrderBody.TryWrite(order, priceDecimals, quantityDecimals, writer)
                : TryWrite(order, priceDecimals, quantityDecimals, writer);
            writer.Json.WriteEndObject();
            return written && writer.Written.TryCopyTo(destination) ? writer.Written.Length : 0;
        }
        finally
        {
            writer.Return();
        }
    }

    /// <summary>Reads a body back; false for anything that <see cref="Write"/> would not have written.</summary>
    public static bool TryReadOrder(ReadOnlySpan<byte> body, out WeexOrderRequest order)
    {
        order = default;
        try
        {
            var read = body.IndexOf("\"client_oid\""u8) >= 0 ? WeexV2OrderBody.Read(body) : WeexOrderBodyReader.Read(body);
            if (read is not { } request || !WeexOrderRules.IsConsistent(request))
            {
                return false;
            }

            order = request;
            return true;
        }
        catch (WeexFormatException)
        {
            return false;
        }
    }

    private static bool TryWrite(in WeexOrderRequest order, int priceDecimals, int quantityDecimals, WeexBodyWriter writer)
    {
        var json = writer.Json;
        json.WriteString("symbol"u8, order.Symbol);
        json.WriteString("side"u8, WeexWords.Of(order.Side));
        if (order.Dialect == WeexDialect.ContractV3)
        {
            json.WriteString("positionSide"u8, WeexWords.Of(order.PositionSide));
        }

        json.WriteString("type"u8, WeexWords.Of(order.Type));
        if (order.TimeInForce is { } timeInForce)
        {
            json.WriteString("timeInForce"u8, WeexWords.Of(timeInForce));
        }

        var written = writer.TryWriteUnits("quantity"u8, order.Quantity.Units, quantityDecimals);
        if (order.IsPriced)
        {
            written &= writer.TryWriteUnits("price"u8, order.Price.Units, priceDecimals);
        }

        if (order.IsConditional)
        {
            written &= writer.TryWriteUnits("triggerPrice"u8, order.TriggerPrice.Units, priceDecimals);
        }

        json.WriteString(order.IsConditional ? "clientAlgoId"u8 : "newClientOrderId"u8, order.ClientOrderId);
        return written;
    }
}
