using Chronos.Core.Model;
using Chronos.Core.Routing;

namespace Chronos.Core.Tests.Simulation;

/// <summary>What the venue says enters the engine at once, or after the event that is being decided.</summary>
internal sealed class SessionReports(SimulatedProcess process) : IVenueReports
{
    private readonly Queue<ExecutionReport> _waiting = new();

    /// <summary>What came while an event was being decided enters.</summary>
    public void Deliver()
    {
        while (!process.IsDeciding && _waiting.TryDequeue(out var report))
        {
            process.Submit(EventKind.ExecutionReport, in report);
        }
    }

    /// <inheritdoc />
    public void Report(in ExecutionReport report)
    {
        _waiting.Enqueue(report);
        Deliver();
    }

    /// <inheritdoc />
    public void Report(in AccountSnapshot snapshot) => process.Submit(EventKind.AccountSnapshot, in snapshot);

    /// <inheritdoc />
    public void Report(in Ticker ticker) => process.Submit(EventKind.Ticker, in ticker);

    /// <inheritdoc />
    public void Report(in Depth depth) => process.Submit(EventKind.Depth, in depth);
}
