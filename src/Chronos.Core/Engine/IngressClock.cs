using Chronos.Core.Clocks;

namespace Chronos.Core.Engine;

/// <summary>Stamps events at ingress. Where the engine's clock is the machine's, one reading serves both purposes.</summary>
internal sealed class IngressClock(IClock engine, IClock real)
{
    private readonly bool _isSame = ReferenceEquals(engine, real);

    /// <summary>The clock that measures; two clocks would differ by more than a decision takes.</summary>
    public IClock Real => real;

    /// <summary>Whether engine time is real time.</summary>
    public bool IsReal => _isSame;

    public IngressStamp Stamp()
    {
        var now = engine.NowNanos();
        return new IngressStamp(now, _isSame ? now : real.NowNanos());
    }
}
