namespace Chronos.Weex.Sandbox.Sockets;

/// <summary>One thing a socket can subscribe to.</summary>
/// <param name="Kind">Such as <c>depth</c> or <c>orders</c>.</param>
/// <param name="Market">Null of private channels.</param>
/// <param name="Levels">Of depth.</param>
/// <param name="Interval">Of klines.</param>
/// <param name="IsMark">Klines of the mark price.</param>
internal sealed record Channel(string Kind, Market? Market = null, int Levels = 0, Interval? Interval = null, bool IsMark = false)
{
    private static readonly string[] Private = ["account", "orders", "fill"];

    /// <summary>Reads a parameter of SUBSCRIBE; answers the refusal when it is none.</summary>
    public static (Channel? Channel, string? Refusal) Parse(string text, Product product, bool isPrivate, Venue venue)
    {
        if (isPrivate)
        {
            return Private.Contains(text) || (text == "positions" && product == Product.Contract)
                ? (new Channel(text), null)
                : (null, "INVALID_ARGUMENT: invalid event : " + text);
        }

        var at = text.IndexOf('@');
        var shape = at < 0 ? null : Shape(text[(at + 1)..], product);
        if (shape is null)
        {
            return (null, "INVALID_ARGUMENT: invalid event : " + text);
        }

        return venue.FindMarket(product, text[..at].ToUpperInvariant()) is { } market
            ? (shape with { Market = market }, null)
            : (null, "INVALID_ARGUMENT: invalid symbol : " + text[..at]);
    }

    private static Channel? Shape(string name, Product product)
    {
        switch (name)
        {
            case "ticker" or "trade":
                return new Channel(name);
            case "depth" or "depth15":
                return new Channel("depth", Levels: 15);
            case "depth200":
                return new Channel("depth", Levels: 200);
            case "bookTicker" when product == Product.Spot:
                return new Channel(name);
        }

        var parts = name.Split('_', 3);
        return parts[0] == "kline" && parts.Length >= 2 && Interval.Find(parts[1], product) is { } interval
            && (parts.Length == 2 || parts[2] is "LAST_PRICE" or "MARK_PRICE")
            ? new Channel("kline", Interval: interval, IsMark: parts.Length == 3 && parts[2] == "MARK_PRICE")
            : null;
    }
}
