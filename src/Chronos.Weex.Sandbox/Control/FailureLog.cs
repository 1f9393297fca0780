namespace Chronos.Weex.Sandbox.Control;

/// <summary>Requests that failed inside the sandbox: its own faults, never the client's. The first are kept. Any thread.</summary>
internal sealed class FailureLog
{
    private const int EntriesMax = 100;

    private readonly Lock _gate = new();
    private readonly List<string> _entries = [];

    public void Add(string what, Exception failure)
    {
        lock (_gate)
        {
            if (_entries.Count < EntriesMax)
            {
                _entries.Add($"{what}: {failure}");
            }
        }
    }

    public IReadOnlyList<string> All()
    {
        lock (_gate)
        {
            return [.. _entries];
        }
    }
}
