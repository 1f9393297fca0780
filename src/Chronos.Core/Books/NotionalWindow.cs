using System.Runtime.CompilerServices;
using Chronos.Core.Model;

namespace Chronos.Core.Books;

/// <summary>
/// The value of orders approved within a window; of one strategy and side. What ended unfilled is given back.
/// </summary>
/// <remarks>
/// Bounded and never too low: each of the first <see cref="ExactMax"/> approvals in the window leaves it by itself. Past that, an
/// approval joins the newest place while that is younger than a five-hundredth of the window, and all of a place leaves
/// with the last that joined: by so much too late at most, never too early.
/// </remarks>
internal sealed class NotionalWindow
{
    /// <summary>Approvals that are kept apart.</summary>
    public const int ExactMax = 512;

    private const int Capacity = 2 * ExactMax;
    private const int Parts = 500;

    // More than any limit, and small enough that 1e11 of them fit 128 bits.
    private static readonly Int128 ValueMax = Wide.Product(long.MaxValue, FixedPoint.Scale) + 1;

    private readonly Place[] _places = Touched.New<Place>(Capacity);

    // Places rise for ever; a place stands at its remainder.
    private long _first;
    private long _next;

    /// <summary>Length of the window; what is in it stays when that changes. Nanoseconds.</summary>
    public long WindowNanos { get; set; }

    /// <summary>All that has not been found to have left the window: at least what is in it.</summary>
    public ExactNotional Total { get; private set; }

    /// <summary>What an order counts for: no more than just above the highest limit there can be.</summary>
    public static ExactNotional ValueOf(Price price, long units) =>
        ExactNotional.FromUnits(Int128.Min(Wide.Product(price.Units, units), ValueMax));

    /// <summary>What is in the window now.</summary>
    public ExactNotional TotalAt(long nowNanos)
    {
        var total = Total;
        for (var place = _first; place < _next && LeavesAt(place) <= nowNanos; place++)
        {
            total -= At(place).Value;
        }

        return total;
    }

    /// <summary>The engine time from which no more than <paramref name="room"/> is in the window, with nothing else happening.</summary>
    public long FitsAtNanos(ExactNotional room, long nowNanos)
    {
        var total = Total;
        var at = nowNanos;
        for (var place = _first; place < _next && total > room; place++)
        {
            total -= At(place).Value;
            at = Math.Max(at, LeavesAt(place));
        }

        return total > room ? long.MaxValue : at;
    }

    /// <summary>Counts an approval; the place it was put in, for giving back.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public long Record(long nowNanos, ExactNotional value)
    {
        while (_first < _next && LeavesAt(_first) <= nowNanos)
        {
            Total -= At(_first).Value;
            _first++;
        }

        var count = _next - _first;
        if (count >= ExactMax
            && (count == Capacity || nowNanos < Deadline.After(At(_next - 1).StartNanos, WindowNanos / Parts)))
        {
            ref var newest = ref At(_next - 1);
            newest.LastNanos = nowNanos;
            newest.Value += value;
        }
        else
        {
            At(_next++) = new Place { StartNanos = nowNanos, LastNanos = nowNanos, Value = value };
        }

        Total += value;
        return _next - 1;
    }

    /// <summary>Takes back what will not trade, unless it has left the window.</summary>
    public void GiveBack(long place, ExactNotional value)
    {
        if (place >= _first)
        {
            At(place).Value -= value;
            Total -= value;
        }
    }

    public void AddTo(StateHash hash)
    {
        // Orders remember their places by number.
        hash.Add(_first);
        hash.Add(_next);
        for (var place = _first; place < _next; place++)
        {
            hash.Add(At(place).StartNanos);
            hash.Add(At(place).LastNanos);
            hash.Add(At(place).Value.Units);
        }
    }

    private long LeavesAt(long place) => Deadline.After(At(place).LastNanos, WindowNanos);

    private ref Place At(long place) => ref _places[place & (Capacity - 1)];

    private struct Place
    {
        public long StartNanos;
        public long LastNanos;
        public ExactNotional Value;
    }
}
