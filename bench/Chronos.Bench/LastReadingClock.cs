using Chronos.Core.Clocks;

namespace Chronos.Bench;

/// <summary>Remembers what it last told: lets a measurement use the reading the engine itself took, not a second one.</summary>
internal sealed class LastReadingClock(IClock inner) : IClock
{
    public long Last { get; private set; }

    public long NowNanos() => Last = inner.NowNanos();
}
