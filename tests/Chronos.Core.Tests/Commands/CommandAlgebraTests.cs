using Chronos.Core.Commands;
using Chronos.Core.Model;
using Chronos.Core.Policies;
using Chronos.Core.Tests.Pipeline;
using FsCheck;
using FsCheck.Fluent;

namespace Chronos.Core.Tests.Commands;

/// <summary>
/// What holds for any row of commands. Each row comes from one number, so a failure names all that is needed to see it again.
/// </summary>
public class CommandAlgebraTests
{
    private const int Rows = 150;
    private const int CommandsInARow = 60;

    private static readonly Policy Next = new TestPolicy { Version = 2, PositionMax = "400" }.Build();

    /// <summary>Whatever one operator sends, confirming whatever there is, a kill and a latch stay.</summary>
    [Fact]
    public void OneOperatorAloneLiftsNoKillAndClearsNoBreaker() => ForAll(number =>
    {
        var random = new Random(number);
        using var f = new PipelineFixture(keep: false);
        f.Command(CommandAction.Kill, ScopeKind.Instrument, "AAA");
        f.State.Breakers.Trip(BreakerKind.LossStreak, ScopeKind.Strategy, 1);
        for (var i = 0; i < CommandsInARow; i++)
        {
            var asked = Any(random);
            if (Send(f, asked, "alice", confirms: random.Next(4) == 0 ? (ulong)random.Next(1, 80) : 0) == ReasonCode.CommandAwaitsSecond)
            {
                Assert.Equal(ReasonCode.CommandSameOperator, Send(f, asked, "alice", f.LastKey));
            }

            Pass(f, random);
        }

        Assert.Equal(TradingState.Killed, f.State.Trading[ScopeKind.Instrument, 0]);
        Assert.True(f.State.Breakers.IsLatched(BreakerKind.LossStreak, ScopeKind.Strategy, 1));
        Assert.Equal(1u, f.State.Policy!.Version);
    });

    /// <summary>
    /// Against the rule said otherwise: a scope leaves Killed, and a latch goes, only with a command that confirms one of the
    /// other operator.
    /// </summary>
    [Fact]
    public void NothingButAConfirmedCommandLoosensAKillOrALatch()
    {
        var loosened = 0;
        ForAll(number => loosened += Loosened(number));

        Assert.InRange(loosened, 20, int.MaxValue);
    }

    private static int Loosened(int number)
    {
        var loosened = 0;
        var random = new Random(number);
        using var f = new PipelineFixture(keep: false);
        var by = new Dictionary<ulong, string>();
        var asked = default(Asked);
        var waiting = 0ul;
        f.State.Breakers.Trip(BreakerKind.LossStreak, ScopeKind.Strategy, 1);
        for (var i = 0; i < CommandsInARow; i++)
        {
            var before = Held(f);
            var sender = random.Next(2) == 0 ? "alice" : "bob";
            var follows = waiting != 0 && random.Next(2) == 0;
            asked = follows ? asked : Any(random);
            var confirms = follows ? waiting : random.Next(4) == 0 && by.Count != 0 ? by.Keys.ElementAt(random.Next(by.Count)) : 0;
            var outcome = Send(f, asked, sender, confirms);
            by.Add(f.LastKey, sender);
            if (before.Except(Held(f)).Any())
            {
                Assert.Equal(ReasonCode.None, outcome);
                Assert.NotEqual(0ul, confirms);
                Assert.NotEqual(sender, by[confirms]);
                loosened++;
            }

            waiting = outcome == ReasonCode.CommandAwaitsSecond ? f.LastKey : 0;
            Pass(f, random);
        }

        return loosened;
    }

    /// <summary>Every scope that is killed and the one latch, while it holds.</summary>
    private static HashSet<string> Held(PipelineFixture f)
    {
        var held = new HashSet<string>();
        foreach (var (scope, count) in ((ScopeKind, int)[])[(ScopeKind.Global, 1), (ScopeKind.Venue, 1), (ScopeKind.Strategy, 2), (ScopeKind.Instrument, 2)])
        {
            for (var i = 0; i < count; i++)
            {
                if (f.State.Trading[scope, i] == TradingState.Killed)
                {
                    held.Add($"{scope} {i}");
                }
            }
        }

        if (f.State.Breakers.IsLatched(BreakerKind.LossStreak, ScopeKind.Strategy, 1))
        {
            held.Add("latch");
        }

        return held;
    }

    private static Asked Any(Random random)
    {
        var (scope, name) = random.Next(5) switch
        {
            0 => (ScopeKind.Global, ""),
            1 => (ScopeKind.Venue, "paper"),
            2 => (ScopeKind.Strategy, "beta"),
            3 => (ScopeKind.Strategy, "alpha"),
            _ => (ScopeKind.Instrument, "AAA"),
        };
        return new Asked((CommandAction)random.Next(1, 10), scope, name);
    }

    private static ReasonCode Send(PipelineFixture f, Asked asked, string by, ulong confirms) =>
        asked.Action == CommandAction.LoadPolicy
            ? f.Load(Next, by, confirms)
            : f.Command(
                asked.Action, asked.Scope, asked.Name, by: by, confirms: confirms,
                breaker: asked.Action == CommandAction.ClearBreaker ? BreakerKind.LossStreak : BreakerKind.None);

    private static void Pass(PipelineFixture f, Random random)
    {
        f.Advance(random.Next(60_000));
        switch (random.Next(8))
        {
            case 0: f.StartRun(); break;
            case 1: f.Tick(); break;
            case 2: f.Quote(); break;
        }
    }

    private static void ForAll(Action<int> holds) => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(Rows),
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), holds));

    private readonly record struct Asked(CommandAction Action, ScopeKind Scope, string Name);
}
