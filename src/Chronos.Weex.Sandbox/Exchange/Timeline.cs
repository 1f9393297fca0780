namespace Chronos.Weex.Sandbox.Exchange;

/// <summary>Values of one thing over time, so that lists can be answered as they were. Keeps the newest thousand.</summary>
internal sealed class Timeline<T>
{
    private const int EntriesMax = 1_000;

    private readonly List<(long Time, T Value)> _entries = [];

    public void Add(long time, T value)
    {
        if (_entries.Count == EntriesMax)
        {
            _entries.RemoveRange(0, EntriesMax / 2);
        }

        _entries.Add((time, value));
    }

    /// <summary>The value at a time; default before the first.</summary>
    public T? At(long time)
    {
        for (var i = _entries.Count - 1; i >= 0; i--)
        {
            if (_entries[i].Time <= time)
            {
                return _entries[i].Value;
            }
        }

        return default;
    }
}
