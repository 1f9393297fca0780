using Chronos.Core.Model;
using Chronos.Weex.Wire;

namespace Chronos.Weex.Orders;

/// <summary>Which fills have been told, by symbol and the venue's number, and which wait for their order or their price.</summary>
internal sealed class FillLedger
{
    private readonly Dictionary<(string Symbol, long FillId), Entry> _known = [];
    private readonly Dictionary<(string Symbol, long FillId), (WeexFill Fill, long SinceMillis)> _parked = [];

    /// <summary>Whether any waits.</summary>
    public bool HasParked => _parked.Count > 0;

    /// <summary>Those that wait, and since when.</summary>
    public IEnumerable<(WeexFill Fill, long SinceMillis)> Parked => _parked.Values;

    /// <summary>Judges a fill. One that waits for its price is new again when it is told with one.</summary>
    public FillVerdict Take(WeexFill fill)
    {
        var key = (fill.Symbol, fill.FillId);
        if (!_known.TryGetValue(key, out var before))
        {
            _known.Add(key, new Entry(fill.OrderId, fill.Side, fill.Quantity, fill.Value, fill.Fee, fill.TimeMillis));
            return FillVerdict.New;
        }

        if (before != new Entry(fill.OrderId, fill.Side, fill.Quantity, fill.Value, fill.Fee, before.AtMillis))
        {
            return FillVerdict.Contradiction;
        }

        if (_parked.TryGetValue(key, out var waiting) && waiting.Fill.Price is null && fill.Price is not null)
        {
            _parked.Remove(key);
            return FillVerdict.New;
        }

        return FillVerdict.Known;
    }

    /// <summary>Keeps a fill that cannot be booked yet.</summary>
    public void Park(WeexFill fill, long nowMillis) => _parked.TryAdd((fill.Symbol, fill.FillId), (fill, nowMillis));

    /// <summary>It waits no longer.</summary>
    public void Unpark(WeexFill fill) => _parked.Remove((fill.Symbol, fill.FillId));

    /// <summary>Forgets what happened before a time and does not wait.</summary>
    public void Forget(long beforeMillis)
    {
        foreach (var key in _known.Where(k => k.Value.AtMillis < beforeMillis && !_parked.ContainsKey(k.Key)).Select(k => k.Key).ToList())
        {
            _known.Remove(key);
        }
    }

    private readonly record struct Entry(
        long OrderId, OrderSide Side, Quantity Quantity, Notional Value, Quantity Fee, long AtMillis);
}
