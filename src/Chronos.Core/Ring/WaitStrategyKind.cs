namespace Chronos.Core.Ring;

/// <summary>The wait strategies by name, for configuration; from quickest and costliest to cheapest.</summary>
public enum WaitStrategyKind
{
    /// <summary><see cref="BusySpinWaitStrategy"/>.</summary>
    BusySpin,

    /// <summary><see cref="YieldingWaitStrategy"/>.</summary>
    Yielding,

    /// <summary><see cref="SleepingWaitStrategy"/>.</summary>
    Sleeping,

    /// <summary><see cref="BlockingWaitStrategy"/>.</summary>
    Blocking,
}
