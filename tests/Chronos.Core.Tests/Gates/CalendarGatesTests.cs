using Chronos.Core.Gates;
using Chronos.Core.Model;
using Chronos.Core.Tests.Pipeline;

namespace Chronos.Core.Tests.Gates;

/// <summary>Sessions and blackouts as the whole chain sees them, at the nanosecond. The fixture begins on a Thursday at midnight.</summary>
[EdgesOf(GateId.TradingSession, GateId.Blackout)]
public class CalendarGatesTests
{
    private const long Second = 1_000 * PipelineFixture.Milli;

    [Theory]
    [InlineData(60 * Second - 1, false)]
    [InlineData(60 * Second, true)]
    [InlineData(120 * Second - 1, true)]
    [InlineData(120 * Second, false)]
    public void EntriesNeedAnOpenSession(long afterNanos, bool passes)
    {
        var policy = new TestPolicy { QuoteAgeMillisMax = 600_000 }
            .With("sessions", "weekdays", """["Thursday"]""").With("sessions", "opens", "\"00:01\"").With("sessions", "closes", "\"00:02\"");
        AssertPasses(policy, afterNanos, passes, ReasonCode.TradingSession);
    }

    [Theory]
    [InlineData(60 * Second - 1, true)]
    [InlineData(60 * Second, false)]
    [InlineData(120 * Second - 1, false)]
    [InlineData(120 * Second, true)]
    public void EntriesWaitForTheEndOfABlackout(long afterNanos, bool passes)
    {
        var policy = new TestPolicy { QuoteAgeMillisMax = 600_000 }.With(
            "", "blackouts", """[{ "from": "2026-01-01T00:01:00Z", "until": "2026-01-01T00:02:00Z", "venue": "paper", "reason": "x" }]""");
        AssertPasses(policy, afterNanos, passes, ReasonCode.Blackout);
    }

    [Fact]
    public void ABlackoutOfAnotherInstrumentDoesNotCount()
    {
        var policy = new TestPolicy().With(
            "", "blackouts", """[{ "from": "2026-01-01T00:00:00Z", "until": "2026-01-01T00:02:00Z", "instrument": "BBB", "reason": "x" }]""");
        using var f = new PipelineFixture(policy);

        Assert.True(f.Propose(f.Buy()).Decision.Passes);
        Assert.Equal(ReasonCode.Blackout, f.Propose(f.Order(OrderSide.Buy, 1, 101, instrument: 1)).Decision.Reason);
    }

    /// <summary>The quote before the change and none after it: the change is seen all the same, and a quote after it settles it.</summary>
    private static void AssertPasses(TestPolicy policy, long afterNanos, bool passes, ReasonCode otherwise)
    {
        using var f = new PipelineFixture(policy);
        f.Hold(5);
        f.AdvanceNanos(afterNanos);
        for (var round = 0; round < 2; round++)
        {
            ref readonly var e = ref f.Propose(f.Buy());
            Assert.Equal(passes ? ReasonCode.None : otherwise, e.Decision.Reason);
            Assert.True(f.Propose(f.Sell(1)).Decision.Passes);
            f.Quote();
        }
    }
}
