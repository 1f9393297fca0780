using Chronos.Core.Model;

namespace Chronos.Core.Policies;

/// <summary>What a limit does before and when it is reached. A breaker leaves its scope in the state named here until a command clears it.</summary>
public sealed record BreakerTerms
{
    /// <summary>Share of a limit at which the first alert is given. Percent.</summary>
    public required int AlertPercent { get; init; }

    /// <summary>Share of a limit at which the second alert is given. Percent.</summary>
    public required int AlarmPercent { get; init; }

    /// <summary>Share of a limit from which entries keep a distance in time. Percent.</summary>
    public required int SlowPercent { get; init; }

    /// <summary>Time between two entries of a strategy while slowed. Nanoseconds.</summary>
    public required long EntrySpacingNanos { get; init; }

    /// <summary>State of the scope after the day's loss.</summary>
    public required TradingState DailyLoss { get; init; }

    /// <summary>State of the scope after the week's loss.</summary>
    public required TradingState WeeklyLoss { get; init; }

    /// <summary>State of the scope after the fall from the peak.</summary>
    public required TradingState Drawdown { get; init; }

    /// <summary>State of the scope after a strategy's loss.</summary>
    public required TradingState StrategyLoss { get; init; }

    /// <summary>State of the scope after an asset's loss.</summary>
    public required TradingState AssetLoss { get; init; }

    /// <summary>State of the scope after losing closes in a row.</summary>
    public required TradingState LossStreak { get; init; }

    /// <summary>State of the scope after too many rejects.</summary>
    public required TradingState RejectStorm { get; init; }

    /// <summary>State of the scope after too many executions without an operator.</summary>
    public required TradingState RepeatedExecution { get; init; }

    /// <summary>State of the scope after too little free margin.</summary>
    public required TradingState FreeMargin { get; init; }
}
