namespace Chronos.Weex.Sandbox.Rest;

/// <summary>Requests as they came, whatever became of them; the newest are kept, all are counted. Any thread.</summary>
internal sealed class RequestLog(int entriesMax)
{
    private readonly Lock _gate = new();
    private readonly LinkedList<RequestEntry> _entries = new();
    private long _count;

    /// <summary>Requests since the start.</summary>
    public long Count => Interlocked.Read(ref _count);

    public RequestEntry Add(long time, string method, string path, string query, string body)
    {
        lock (_gate)
        {
            var entry = new RequestEntry(++_count, time, method, path, query, body);
            if (_entries.Count == entriesMax)
            {
                _entries.RemoveFirst();
            }

            _entries.AddLast(entry);
            return entry;
        }
    }

    /// <summary>Those that match, oldest first.</summary>
    public IReadOnlyList<RequestEntry> Find(Func<RequestEntry, bool> matches)
    {
        lock (_gate)
        {
            return [.. _entries.Where(matches)];
        }
    }

    public void Clear()
    {
        lock (_gate)
        {
            _entries.Clear();
        }
    }
}
