using Chronos.Core.Model;

namespace Chronos.Core.Routing;

/// <summary>How a venue tells the engine what happened. Reports enter the ring like all input; none is dropped while the engine runs.</summary>
public interface IVenueReports
{
    /// <summary>What happened to an order.</summary>
    void Report(in ExecutionReport report);

    /// <summary>What an account holds, and that the session is up or down.</summary>
    void Report(in AccountSnapshot snapshot);
}
