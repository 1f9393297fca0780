namespace Chronos.Core.Books;

/// <summary>
/// The times of the last N messages: more than N within any window is seen exactly, with no burst of twice the rate at
/// a window's edge. Attempts count whether they pass or not.
/// </summary>
internal sealed class RateWindow
{
    private readonly long[] _times;
    private int _next;

    public RateWindow(int messagesMax, RateWindow? history)
    {
        _times = new long[messagesMax];
        Array.Fill(_times, long.MinValue);
        if (history is not null)
        {
            for (var age = Math.Min(messagesMax, history._times.Length); age > 0; age--)
            {
                Record(history.Recent(age));
            }
        }
    }

    public int Max => _times.Length;

    /// <summary>The earliest of the last N messages; <see cref="long.MinValue"/> when there were fewer.</summary>
    public long OldestNanos => _times[_next];

    public void Record(long timeNanos)
    {
        _times[_next] = timeNanos;
        _next = _next + 1 == _times.Length ? 0 : _next + 1;
    }

    public void AddTo(StateHash hash)
    {
        for (var age = _times.Length; age > 0; age--)
        {
            hash.Add(Recent(age));
        }
    }

    private long Recent(int age) => _times[(_next - age + _times.Length) % _times.Length];
}
