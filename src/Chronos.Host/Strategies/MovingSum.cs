namespace Chronos.Host.Strategies;

/// <summary>Sum of the last so many values, exact.</summary>
internal sealed class MovingSum(int length)
{
    private readonly long[] _values = new long[length];
    private Int128 _sum;
    private int _count;
    private int _next;

    /// <summary>True once it holds as many values as it can.</summary>
    public bool IsFull => _count == _values.Length;

    /// <summary>The mean, rounded down; only when something was added.</summary>
    public long Mean => (long)(_sum / _count);

    public void Add(long value)
    {
        _sum += value - _values[_next];
        _values[_next] = value;
        _next = (_next + 1) % _values.Length;
        _count = Math.Min(_count + 1, _values.Length);
    }
}
