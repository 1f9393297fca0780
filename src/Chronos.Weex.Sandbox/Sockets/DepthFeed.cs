using Chronos.Weex.Sandbox.Rest;

namespace Chronos.Weex.Sandbox.Sockets;

/// <summary>The book one subscriber has been told, and the difference to the real one.</summary>
internal sealed class DepthFeed(Market market, int levels)
{
    private List<PriceLevel> _bids = [];
    private List<PriceLevel> _asks = [];
    private long _last;

    /// <summary>All levels; the chain begins here.</summary>
    public byte[] Snapshot(long now)
    {
        _bids = market.Window(OrderSide.Buy, levels);
        _asks = market.Window(OrderSide.Sell, levels);
        var first = _last = market.Version;
        return Frame("depthSnapshot", "SNAPSHOT", first - 1, first, _bids, _asks, now);
    }

    /// <summary>What has changed since the last frame; null when nothing has.</summary>
    public byte[]? Delta(long now)
    {
        if (market.Version == _last)
        {
            return null;
        }

        var bids = market.Window(OrderSide.Buy, levels);
        var asks = market.Window(OrderSide.Sell, levels);
        var (bidChanges, askChanges) = (Changes(_bids, bids), Changes(_asks, asks));
        (_bids, _asks) = (bids, asks);
        if (bidChanges.Count == 0 && askChanges.Count == 0)
        {
            return null;
        }

        var before = _last;
        _last = market.Version;
        return Frame("depth", "CHANGED", before, _last, bidChanges, askChanges, now);
    }

    private byte[] Frame(
        string kind, string type, long from, long to, IEnumerable<PriceLevel> bids, IEnumerable<PriceLevel> asks, long now) =>
        RestAnswer.Bytes(w => w.Object(o =>
        {
            o.WriteString("e", kind);
            o.WriteNumber("E", now);
            o.WriteString("s", market.Instrument.Symbol);
            o.WriteNumber("U", from);
            o.WriteNumber("u", to);
            o.WriteNumber("l", levels);
            o.WriteString("d", type);
            o.Levels("b", bids);
            o.Levels("a", asks);
        }));

    private static List<PriceLevel> Changes(List<PriceLevel> before, List<PriceLevel> after)
    {
        var old = before.ToDictionary(l => l.Price, l => l.Quantity);
        var changes = after.Where(l => !old.Remove(l.Price, out var quantity) || quantity != l.Quantity).ToList();
        changes.AddRange(old.Keys.Select(p => new PriceLevel(p, 0)));
        return changes;
    }
}
