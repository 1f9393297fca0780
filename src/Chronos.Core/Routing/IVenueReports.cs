using Chronos.Core.Model;

namespace Chronos.Core.Routing;

/// <summary>How a venue tells the engine what happened. Reports enter the ring like all input; none is dropped while the engine runs.</summary>
public interface IVenueReports
{
    /// <summary>What happened to an order.</summary>
    void Report(in ExecutionReport report);

    /// <summary>What an account holds, and that the session is up or down.</summary>
    void Report(in AccountSnapshot snapshot);

    /// <summary>Whether an instrument trades, its last trade, mark price and volume.</summary>
    void Report(in Ticker ticker);

    /// <summary>The best levels of an order book.</summary>
    void Report(in Depth depth);
}
