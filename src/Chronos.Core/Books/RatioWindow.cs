using System.Numerics;
using System.Runtime.CompilerServices;
using Chronos.Core.Model;
using Chronos.Core.Policies;

namespace Chronos.Core.Books;

/// <summary>
/// Messages to venues and fills of one strategy within a window: how many messages it takes for a fill. Messages are orders
/// and cancels that went out.
/// </summary>
/// <remarks>
/// Bounded: judged by the last <see cref="Capacity"/> messages and fills where the window holds more. That is at least twice the
/// messages from which the ratio is judged, so a ratio above one is always found with messages enough.
/// </remarks>
internal sealed class RatioWindow
{
    private const int CapacityMin = 1 << 10;

    private readonly long[] _times;
    private readonly bool[] _fills;
    private readonly int _perFillMax;
    private readonly int _samplesMin;

    // Places rise for ever; a place's entry stands at its remainder.
    private long _first;
    private long _next;
    private int _messageCount;
    private int _fillCount;

    public RatioWindow(StrategyTerms terms, RatioWindow? history = null)
    {
        var capacity = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(CapacityMin, 2 * terms.OrdersPerFillSamplesMin));
        _times = Touched.New<long>(capacity);
        _fills = Touched.New<bool>(capacity);
        _perFillMax = terms.OrdersPerFillMax;
        _samplesMin = terms.OrdersPerFillSamplesMin;
        WindowNanos = terms.OrdersPerFillWindowNanos;
        for (var place = history?._first ?? 0; place < history?._next; place++)
        {
            var index = place & (history._times.Length - 1);
            Record(history._times[index], history._fills[index]);
        }
    }

    public long WindowNanos { get; }

    /// <summary>Messages and fills remembered at most.</summary>
    public int Capacity => _times.Length;

    /// <summary>True while there are too few messages to judge. Time only takes messages away.</summary>
    public bool IsShort => _messageCount < _samplesMin;

    /// <summary>The window for other terms: the same one, or one with the history of this.</summary>
    public static RatioWindow Fit(RatioWindow current, StrategyTerms terms) =>
        current._perFillMax == terms.OrdersPerFillMax
        && current._samplesMin == terms.OrdersPerFillSamplesMin
        && current.WindowNanos == terms.OrdersPerFillWindowNanos
            ? current
            : new RatioWindow(terms, current);

    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Record(long nowNanos, bool isFill)
    {
        while (_first < _next && (Deadline.After(TimeAt(_first), WindowNanos) <= nowNanos || _next - _first == _times.Length))
        {
            Take(IsFillAt(_first++), -1);
        }

        var index = _next++ & (_times.Length - 1);
        _times[index] = nowNanos;
        _fills[index] = isFill;
        Take(isFill, +1);
    }

    /// <summary>Whether one more message would be too many for the fills. Figures as of now: that message included, and what the fills allow.</summary>
    public bool Exceeds(long nowNanos, out long messages, out long allowed)
    {
        var (sent, filled) = (_messageCount, _fillCount);
        for (var place = _first; place < _next && Deadline.After(TimeAt(place), WindowNanos) <= nowNanos; place++)
        {
            Drop(place, ref sent, ref filled);
        }

        messages = sent + 1L;
        allowed = (long)_perFillMax * filled;
        return Exceeds(sent, filled);
    }

    /// <summary>The first engine time from now on at which one more message would not be too many, with nothing else happening.</summary>
    public long PassesAtNanos(long nowNanos)
    {
        var (sent, filled) = (_messageCount, _fillCount);
        var at = long.MinValue;
        for (var place = _first; place < _next; place++)
        {
            var leaves = Deadline.After(TimeAt(place), WindowNanos);
            if (leaves > Math.Max(at, nowNanos) && !Exceeds(sent, filled))
            {
                break;
            }

            at = leaves;
            Drop(place, ref sent, ref filled);
        }

        return Math.Max(at, nowNanos);
    }

    public void AddTo(StateHash hash)
    {
        hash.Add(_next - _first);
        for (var place = _first; place < _next; place++)
        {
            hash.Add(TimeAt(place));
            hash.Add(IsFillAt(place) ? 1L : 0L);
        }
    }

    private bool Exceeds(int sent, int filled) => sent >= _samplesMin && sent + 1L > (long)_perFillMax * filled;

    private void Take(bool isFill, int change)
    {
        if (isFill)
        {
            _fillCount += change;
        }
        else
        {
            _messageCount += change;
        }
    }

    private void Drop(long place, ref int sent, ref int filled)
    {
        if (IsFillAt(place))
        {
            filled--;
        }
        else
        {
            sent--;
        }
    }

    private long TimeAt(long place) => _times[place & (_times.Length - 1)];

    private bool IsFillAt(long place) => _fills[place & (_fills.Length - 1)];
}
