using Chronos.Core.Commands;
using Chronos.Core.Model;

namespace Chronos.Core.Books;

/// <summary>
/// The last commands that cancel resting orders, and how many of their orders may still trade. Which orders are wanted
/// stands with the orders; a report that makes room for a newer one takes none of them back.
/// </summary>
/// <remarks>The engine thread writes; any thread may copy, and retries while a report is being written.</remarks>
internal sealed class SweepBook
{
    /// <summary>Reports kept.</summary>
    public const int Capacity = 16;

    private readonly SweepReport[] _reports = new SweepReport[Capacity];
    private int _next;
    private int _version;

    public void Begin(long sequence, in OperatorCommand command, int scope, long nowNanos, int orders)
    {
        Write(_next, new SweepReport(
            sequence, command.Action, command.Scope, scope, nowNanos, orders, orders, orders == 0 ? nowNanos : 0));
        _next = (_next + 1) % Capacity;
    }

    /// <summary>A wanted order can trade no more: every command that set out to cancel it has one less to wait for.</summary>
    public void OnGone(ref readonly OrderEntry order, long nowNanos)
    {
        for (var i = 0; i < Capacity; i++)
        {
            ref readonly var report = ref _reports[i];
            if (report.Remaining > 0 && order.DecidedAt < report.Sequence && order.IsIn(report.Scope, report.ScopeIndex))
            {
                var remaining = report.Remaining - 1;
                Write(i, report with { Remaining = remaining, QuietAtNanos = remaining == 0 ? nowNanos : 0 });
            }
        }
    }

    /// <summary>A copy of the reports there are, oldest first. Any thread.</summary>
    public SweepReport[] Read()
    {
        var copy = new SweepReport[Capacity];
        while (true)
        {
            var before = Volatile.Read(ref _version);
            _reports.CopyTo(copy, 0);
            Interlocked.MemoryBarrier();
            if ((before & 1) == 0 && Volatile.Read(ref _version) == before)
            {
                return [.. copy.Where(r => r.Sequence != 0).OrderBy(r => r.Sequence)];
            }

            Thread.SpinWait(1);
        }
    }

    public void AddTo(StateHash hash)
    {
        hash.Add((long)_next);
        foreach (ref readonly var report in _reports.AsSpan())
        {
            hash.Add(report.Sequence);
            hash.Add((long)report.Action);
            hash.Add((long)report.Scope);
            hash.Add((long)report.ScopeIndex);
            hash.Add(report.StartedAtNanos);
            hash.Add((long)report.Orders);
            hash.Add((long)report.Remaining);
            hash.Add(report.QuietAtNanos);
        }
    }

    /// <summary>The version is odd while a report is half written.</summary>
    private void Write(int place, in SweepReport report)
    {
        Volatile.Write(ref _version, unchecked(_version + 1));
        Interlocked.MemoryBarrier();
        _reports[place] = report;
        Volatile.Write(ref _version, unchecked(_version + 1));
    }
}
