using Chronos.Core.Model;
using Chronos.Core.Routing;

namespace Chronos.Weex.Tests.Orders;

/// <summary>What a tracker told the engine.</summary>
internal sealed class RecordedReports : IVenueReports
{
    public List<ExecutionReport> Reports { get; } = [];

    public IEnumerable<ReportKind> Kinds => Reports.Select(r => r.Kind);

    public void Report(in ExecutionReport report) => Reports.Add(report);

    public void Report(in AccountSnapshot snapshot) => throw new NotSupportedException();

    public void Report(in Ticker ticker) => throw new NotSupportedException();

    public void Report(in Depth depth) => throw new NotSupportedException();
}
