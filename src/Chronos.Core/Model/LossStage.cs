namespace Chronos.Core.Model;

/// <summary>How much of its loss limits a scope has used. The order is that of use.</summary>
public enum LossStage : byte
{
    /// <summary>Less than the policy's alertPercent of every limit.</summary>
    None = 0,

    /// <summary>At or past alertPercent of a limit.</summary>
    Alert = 1,

    /// <summary>At or past alarmPercent of a limit.</summary>
    Alarm = 2,

    /// <summary>At or past slowPercent of a limit: entries keep a distance in time.</summary>
    Slowed = 3,

    /// <summary>Past a limit, or its breaker waits for operators to clear it.</summary>
    Tripped = 4,
}
