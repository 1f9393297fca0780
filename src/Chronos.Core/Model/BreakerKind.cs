namespace Chronos.Core.Model;

/// <summary>What a latched breaker tripped on. Numbers are part of the journal format.</summary>
public enum BreakerKind : byte
{
    /// <summary>No breaker.</summary>
    None = 0,

    /// <summary>An account's loss of the day.</summary>
    DailyLoss = 1,

    /// <summary>An account's loss of the week.</summary>
    WeeklyLoss = 2,

    /// <summary>The fall of an account's equity from its peak.</summary>
    Drawdown = 3,

    /// <summary>A strategy's loss.</summary>
    StrategyLoss = 4,

    /// <summary>The loss in one asset.</summary>
    AssetLoss = 5,

    /// <summary>Losing closes in a row.</summary>
    LossStreak = 6,

    /// <summary>A venue's rejects and errors in a row.</summary>
    RejectStorm = 7,

    /// <summary>A strategy's executions without a person looking.</summary>
    RepeatedExecution = 8,

    /// <summary>An account's free margin.</summary>
    FreeMargin = 9,

    /// <summary>An instrument's movement.</summary>
    Volatility = 10,
}
