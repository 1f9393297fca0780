using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Chronos.Core.Books;

/// <summary>
/// The times of the last N messages: more than N within any window is seen exactly, with no burst of twice the rate at
/// a window's edge. What counts as a message, whoever records says.
/// </summary>
internal sealed class RateWindow
{
    private const int FetchedAhead = 16;

    private readonly long[] _times;
    private int _next;
    private int _count;

    public RateWindow(int messagesMax, long windowNanos, RateWindow? history = null)
    {
        _times = new long[messagesMax];
        WindowNanos = windowNanos;

        // Written now, so that recording meets no page for the first time.
        Array.Fill(_times, long.MinValue);
        if (history is not null)
        {
            for (var age = Math.Min(messagesMax, history._count); age > 0; age--)
            {
                Record(history.Recent(age));
            }
        }
    }

    /// <summary>Messages that fit into a window.</summary>
    public int Max => _times.Length;

    public long WindowNanos { get; }

    /// <summary>The engine time from which one more message fits, when the N-th last leaves the window. Long ago while there were fewer.</summary>
    public long FreeAtNanos { get; private set; } = long.MinValue;

    /// <summary>The window for other terms: the same one, or one with the history of this.</summary>
    public static RateWindow Fit(RateWindow? current, int messagesMax, long windowNanos) =>
        current is not null && current.Max == messagesMax && current.WindowNanos == windowNanos
            ? current
            : new RateWindow(messagesMax, windowNanos, current);

    /// <summary>The same as <see cref="FreeAtNanos"/> for those of whom only so many fit.</summary>
    public long FreeAtNanosFor(int messagesMax)
    {
        if (messagesMax == 0)
        {
            return long.MaxValue;
        }

        return messagesMax > _count ? long.MinValue : Deadline.After(Recent(messagesMax), WindowNanos);
    }

    // Used at many places of every decision: one copy of the code stays in the nearest cache, many do not.
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Record(long timeNanos)
    {
        _times[_next] = timeNanos;
        _next = _next + 1 == _times.Length ? 0 : _next + 1;
        if (_count < _times.Length && ++_count < _times.Length)
        {
            return;
        }

        FreeAtNanos = Deadline.After(_times[_next], WindowNanos);
        FetchAhead();
    }

    /// <summary>Forgets every message.</summary>
    public void Clear()
    {
        _next = 0;
        _count = 0;
        FreeAtNanos = long.MinValue;
    }

    public void AddTo(StateHash hash)
    {
        hash.Add((long)_count);
        for (var age = _count; age > 0; age--)
        {
            hash.Add(Recent(age));
        }
    }

    /// <summary>A long window is walked through once in its whole length, so what comes next has left the near caches: asks for it in time.</summary>
    private unsafe void FetchAhead()
    {
        var ahead = _next + FetchedAhead;
        if (Sse.IsSupported && ahead < _times.Length)
        {
            // Only a hint: should the collector move the array meanwhile, a line is fetched in vain.
            Sse.Prefetch0(Unsafe.AsPointer(ref _times[ahead]));
        }
    }

    private long Recent(int age)
    {
        var place = _next - age;
        return _times[place < 0 ? place + _times.Length : place];
    }
}
