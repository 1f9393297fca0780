using System.Diagnostics;

namespace Chronos.Weex.Sandbox.Faults;

/// <summary>The faults that are armed. Any thread.</summary>
internal sealed class FaultBook
{
    private const int FaultsMax = 1_000;

    private readonly Lock _gate = new();
    private readonly List<Fault> _faults = [];
    private long _last;

    /// <summary>Arms a fault and gives it its id; false when there are too many.</summary>
    public bool Arm(Fault fault)
    {
        lock (_gate)
        {
            if (_faults.Count == FaultsMax)
            {
                return false;
            }

            fault.Id = ++_last;
            fault.ArmedTicks = Stopwatch.GetTimestamp();
            _faults.Add(fault);
            return true;
        }
    }

    /// <summary>Takes one away, or all; answers how many.</summary>
    public int Disarm(long? id)
    {
        lock (_gate)
        {
            return _faults.RemoveAll(f => id is null || f.Id == id);
        }
    }

    /// <summary>All that were armed and not taken away, those that are used up too, with whether each may still fire.</summary>
    public IReadOnlyList<(Fault Fault, bool IsArmed)> All()
    {
        lock (_gate)
        {
            return [.. _faults.Select(f => (f, IsArmed(f)))];
        }
    }

    /// <summary>The first armed fault of a kind that concerns a request; it counts as fired.</summary>
    public Fault? Take(FaultKind kind, string method, string path, string? symbol) => Take(f =>
        f.Kind == kind
        && (f.Method is null || f.Method == method)
        && (f.Path is null || path.StartsWith(f.Path, StringComparison.Ordinal))
        && (f.Symbol is null || f.Symbol == symbol));

    /// <summary>The first armed fault of a kind that concerns a push; it counts as fired.</summary>
    public Fault? Take(FaultKind kind, string channel, string symbol) => Take(f =>
        f.Kind == kind && (f.Channel is null || f.Channel == channel) && (f.Symbol is null || f.Symbol == symbol));

    private Fault? Take(Func<Fault, bool> concerns)
    {
        lock (_gate)
        {
            foreach (var fault in _faults)
            {
                if (IsArmed(fault) && concerns(fault))
                {
                    fault.Fired++;
                    return fault;
                }
            }

            return null;
        }
    }

    private static bool IsArmed(Fault fault) => (fault.Times is null || fault.Fired < fault.Times)
        && (fault.ForSeconds is null || Stopwatch.GetElapsedTime(fault.ArmedTicks).TotalSeconds < fault.ForSeconds);
}
