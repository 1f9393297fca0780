using Chronos.Core.Model;
using Chronos.Core.Routing;

namespace Chronos.Core.Tests.Simulation;

/// <summary>What the venue says in a call enters the engine before the call returns.</summary>
internal sealed class SessionReports(SimulatedProcess process) : IVenueReports
{
    /// <inheritdoc />
    public void Report(in ExecutionReport report) => process.Submit(EventKind.ExecutionReport, in report);

    /// <inheritdoc />
    public void Report(in AccountSnapshot snapshot) => process.Submit(EventKind.AccountSnapshot, in snapshot);

    /// <inheritdoc />
    public void Report(in Ticker ticker) => process.Submit(EventKind.Ticker, in ticker);

    /// <inheritdoc />
    public void Report(in Depth depth) => process.Submit(EventKind.Depth, in depth);
}
