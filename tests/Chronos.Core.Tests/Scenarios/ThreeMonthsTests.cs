using Chronos.Core.Commands;
using Chronos.Core.Decode;
using Chronos.Core.Model;
using Chronos.Core.Tests.Books;
using Chronos.Core.Tests.Pipeline;
using FsCheck;
using FsCheck.Fluent;

namespace Chronos.Core.Tests.Scenarios;

/// <summary>
/// A quarter of trading from one number: commands, proposals, votes, fills, rejects, quotes, snapshots, policy changes and
/// restarts in any order, some every day. What must hold holds after each of them, and all of it replays.
/// </summary>
public class ThreeMonthsTests
{
    private const int Sessions = 12;
    private const int Days = 92;
    private const int EventsADay = 40;
    private const long HourMillis = 3_600_000;

    [Fact]
    public void EveryInvariantHoldsAndTheReplayIsIdentical()
    {
        var orders = 0;
        Prop.ForAll(ArbMap.Default.ArbFor<int>().Generator.Resize(int.MaxValue / 2).ToArbitrary(), seed =>
        {
            var policy = seed % 2 == 0 ? new TestPolicy() : ParkedCase.Policy with { DisplayedSizePercentMax = 10 };
            using var f = new PipelineFixture(policy);
            var events = new RandomEvents(f, seed, policy);
            for (var day = 0; day < Days; day++)
            {
                f.Advance(24 * HourMillis - EventsADay * 10);
                Open(f);
                events.Run(EventsADay, AssertInvariants);
            }

            orders += f.Outbound.Orders.Count;
            Assert.True(f.Now - PipelineFixture.Start > 91L * 24 * HourMillis * PipelineFixture.Milli);
            f.AssertReplays();
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(Sessions));
        Assert.True(orders > Sessions * 50, $"{orders} orders");
    }

    /// <summary>The morning: quotes, snapshots, and operators who clear what tripped the day before.</summary>
    private static void Open(PipelineFixture f)
    {
        f.TellAll();
        f.Quote();
        f.Quote(instrument: 1);
        foreach (var breaker in Enum.GetValues<BreakerKind>())
        {
            if (f.State.Breakers.IsLatched(breaker, ScopeKind.Venue, 0))
            {
                ByTwo(f, CommandAction.ClearBreaker, ScopeKind.Venue, "paper", breaker);
            }
        }

        ByTwo(f, CommandAction.EnableStrategy, ScopeKind.Strategy, "alpha");
        ByTwo(f, CommandAction.EnableStrategy, ScopeKind.Strategy, "beta");
        ByTwo(f, CommandAction.Arm, ScopeKind.Strategy, "alpha");
        ByTwo(f, CommandAction.Arm, ScopeKind.Instrument, "AAA");
        ByTwo(f, CommandAction.Arm, ScopeKind.Venue, "paper");
        ByTwo(f, CommandAction.Arm, ScopeKind.Global, "");
    }

    private static void ByTwo(PipelineFixture f, CommandAction action, ScopeKind scope, string name, BreakerKind breaker = BreakerKind.None)
    {
        if (f.Command(action, scope, name, breaker: breaker) == ReasonCode.CommandAwaitsSecond)
        {
            f.Command(action, scope, name, by: "bob", confirms: f.LastKey, breaker: breaker);
        }
    }

    private static void AssertInvariants(PipelineFixture f)
    {
        BookInvariants.Assert(f.State);
        ref readonly var d = ref f.Last.Decision;
        Assert.InRange(d.PermittedQuantity.Units, 0, Math.Max(0, f.Last.Proposal.Quantity.Units));
        Assert.Equal(d.Passes && d.OrderId.Value != 0 && f.Last.FrameType == FrameType.Proposal, d.ExpiresAtNanos != 0 && d.Passes);
    }
}
