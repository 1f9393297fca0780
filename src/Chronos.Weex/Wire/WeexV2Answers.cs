namespace Chronos.Weex.Wire;

/// <summary>Reads the whole answers of v2 that differ from v3's in shape.</summary>
internal static class WeexV2Answers
{
    // As asked for.
    private const int FillsLimit = 100;

    /// <summary>An array of orders, or one alone.</summary>
    public static List<WeexOrder> Orders(ReadOnlySpan<byte> body)
    {
        var json = new WeexReader(body, "orders");
        var orders = new List<WeexOrder>();
        if (json.IsObject)
        {
            orders.Add(WeexV2OrderReader.Read(ref json));
        }
        else
        {
            json.BeginArray("orders");
            while (json.NextElement())
            {
                orders.Add(WeexV2OrderReader.Read(ref json));
            }
        }

        json.End();
        return orders;
    }

    /// <summary>The list of an object; that there is more is judged by the count, as elsewhere.</summary>
    public static List<WeexFill> Fills(ReadOnlySpan<byte> body)
    {
        var json = new WeexReader(body, "fills");
        var fills = default(List<WeexFill>);
        var hasMore = false;
        json.BeginObject();
        while (json.NextField(out var field))
        {
            switch (field)
            {
                case "list": fills = json.List("fills", (ref WeexReader item) => WeexFillReader.Read(ref item, WeexProduct.Contract)); break;
                case "nextFlag": hasMore = json.Flag(); break;
                default: json.Skip(); break;
            }
        }

        json.End();
        return hasMore && fills?.Count < FillsLimit
            ? throw new WeexFormatException("fills", "nextFlag", "promises more although the list is not full", body.Length)
            : fills ?? throw json.Missing("list");
    }
}
