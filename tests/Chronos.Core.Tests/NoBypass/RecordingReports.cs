using Chronos.Core.Model;
using Chronos.Core.Routing;

namespace Chronos.Core.Tests.NoBypass;

/// <summary>Remembers what was reported, and why orders were not sent.</summary>
internal sealed class RecordingReports : IVenueReports
{
    public List<(OrderId Order, ReasonCode Reason)> NotSent { get; } = [];

    public List<ExecutionReport> All { get; } = [];

    public void Report(in ExecutionReport report)
    {
        All.Add(report);
        if (report.Kind == ReportKind.NotSent)
        {
            NotSent.Add((report.Order, report.Reason));
        }
    }

    public void Report(in AccountSnapshot snapshot)
    {
    }

    public void Report(in Ticker ticker)
    {
    }

    public void Report(in Depth depth)
    {
    }
}
