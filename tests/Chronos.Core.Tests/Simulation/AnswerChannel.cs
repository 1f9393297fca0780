using Chronos.Core.Model;

namespace Chronos.Core.Tests.Simulation;

/// <summary>
/// The session between a process and the venue: answers under way, each due at a time of the venue's clock. Faults lose,
/// repeat, delay and swap them. What was lost is told at last when the session is healed, as a connector does that asks again.
/// </summary>
internal sealed class AnswerChannel(Draw draw, FaultPlan plan, Func<long> nowNanos)
{
    private const long Milli = 1_000_000;

    private readonly List<(long Due, ExecutionReport Report)> _underWay = [];
    private readonly List<ExecutionReport> _lost = [];

    /// <summary>Answers not yet told.</summary>
    public int Count => _underWay.Count;

    /// <summary>Sends an answer; false when it was lost.</summary>
    public bool Post(in ExecutionReport report, long delayNanos = 0)
    {
        if (plan.Fires(FaultKind.AnswerLost))
        {
            _lost.Add(report);
            return false;
        }

        var due = nowNanos() + delayNanos + (plan.Fires(FaultKind.AnswerLate) ? draw.Below(60_000) * Milli : draw.Below(5) * Milli);
        if (IsEnd(in report))
        {
            var order = report.Order;
            due = _underWay.Where(a => a.Report.Order == order).Select(a => a.Due + 1).Append(due).Max();
        }

        _underWay.Add((due, report));

        // A connector tells the answer to a cancel once, so only others come twice.
        if ((report.Flags & ReportFlags.AnswersCancel) == 0 && plan.Fires(FaultKind.AnswerTwice))
        {
            _underWay.Add((due + draw.Below(20) * Milli, report));
        }

        SwapLast();
        return true;
    }

    /// <summary>The next answer that is due.</summary>
    public bool TryTake(out ExecutionReport report)
    {
        var first = -1;
        for (var i = 0; i < _underWay.Count; i++)
        {
            if (_underWay[i].Due <= nowNanos() && (first < 0 || _underWay[i].Due < _underWay[first].Due))
            {
                first = i;
            }
        }

        report = first < 0 ? default : _underWay[first].Report;
        if (first >= 0)
        {
            _underWay.RemoveAt(first);
        }

        return first >= 0;
    }

    /// <summary>Everything lost or under way is told now, in the order it was sent.</summary>
    public IEnumerable<ExecutionReport> Heal()
    {
        var all = _lost.Concat(_underWay.Select(a => a.Report)).ToArray();
        _lost.Clear();
        _underWay.Clear();
        return all;
    }

    /// <summary>Swaps the last two, unless one says how an order ended: a connector tells that after the order's fills.</summary>
    private void SwapLast()
    {
        if (_underWay.Count < 2 || IsEnd(_underWay[^1].Report) || IsEnd(_underWay[^2].Report)
            || !plan.Fires(FaultKind.AnswersReordered))
        {
            return;
        }

        var (a, b) = (_underWay[^2], _underWay[^1]);
        (_underWay[^2], _underWay[^1]) = ((b.Due, a.Report), (a.Due, b.Report));
    }

    private static bool IsEnd(in ExecutionReport report) =>
        report.Kind is ReportKind.Canceled or ReportKind.Rejected or ReportKind.NotSent or ReportKind.CancelRejected;
}
