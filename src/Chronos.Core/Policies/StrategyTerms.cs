using Chronos.Core.Model;

namespace Chronos.Core.Policies;

/// <summary>A strategy and the limits that hold for everything it proposes.</summary>
public sealed record StrategyTerms
{
    /// <summary>Name outside the engine; unique.</summary>
    public required string Name { get; init; }

    /// <summary>Messages of the strategy; refused proposals count too.</summary>
    public required RateTerms Rates { get; init; }

    /// <summary>How far past its highest a new proposal id may be. Count.</summary>
    public required long ProposalIdGapMax { get; init; }

    /// <summary>Proposals of one instrument, side, price and quantity in any window. Count.</summary>
    public required int SameContentMax { get; init; }

    /// <summary>Length of the same-content window. Nanoseconds.</summary>
    public required long SameContentWindowNanos { get; init; }

    /// <summary>Entries executed in any window before the strategy is disabled. Count.</summary>
    public required int ExecutionsMax { get; init; }

    /// <summary>Length of the execution window. Nanoseconds.</summary>
    public required long ExecutionsWindowNanos { get; init; }

    /// <summary>Orders and cancels for each fill in any window. Count.</summary>
    public required int OrdersPerFillMax { get; init; }

    /// <summary>Orders and cancels before the ratio is judged. Count.</summary>
    public required int OrdersPerFillSamplesMin { get; init; }

    /// <summary>Length of the order-to-fill window. Nanoseconds.</summary>
    public required long OrdersPerFillWindowNanos { get; init; }

    /// <summary>Value of orders approved in any window, bought and sold apart. Quote currency.</summary>
    public required Notional AccumulatedNotionalMax { get; init; }

    /// <summary>Length of the accumulated-notional window. Nanoseconds.</summary>
    public required long AccumulatedWindowNanos { get; init; }

    /// <summary>Working orders. Count.</summary>
    public required int WorkingOrdersMax { get; init; }

    /// <summary>No entry in an instrument for so long after closing a position in it. Nanoseconds.</summary>
    public required long CoolDownAfterCloseNanos { get; init; }

    /// <summary>No entry in an instrument for so long after closing one at a loss. Nanoseconds.</summary>
    public required long CoolDownAfterLossNanos { get; init; }

    /// <summary>Losing closes in a row before the breaker trips. Count.</summary>
    public required int LossStreakMax { get; init; }

    /// <summary>Rejects in any window before the breaker trips. Count.</summary>
    public required int RejectsMax { get; init; }

    /// <summary>Length of the reject window. Nanoseconds.</summary>
    public required long RejectsWindowNanos { get; init; }

    /// <summary>Approved entries in an instrument before fat-finger is judged. Count.</summary>
    public required int FatFingerSamplesMin { get; init; }
}
