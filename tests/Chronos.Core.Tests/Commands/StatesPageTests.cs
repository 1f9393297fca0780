using Chronos.Core.Commands;
using Chronos.Core.Model;
using Chronos.Core.Tests.Pipeline;

namespace Chronos.Core.Tests.Commands;

/// <summary>docs/states.md says what the engine does: every command in every state of every scope.</summary>
public class StatesPageTests
{
    private const string Latched = ", a breaker latched";
    private const string Loosens = ", it loosens";

    private static readonly Dictionary<string, CommandAction> Actions =
        Enum.GetValues<CommandAction>().ToDictionary(Word);

    public static TheoryData<StatesCell> CommandCells => [.. StatesPage.Commands];

    public static TheoryData<StatesCell> EventCells => [.. StatesPage.Events];

    [Theory]
    [MemberData(nameof(CommandCells))]
    public void ACommandDoesWhatThePageSays(StatesCell cell)
    {
        ArgumentNullException.ThrowIfNull(cell);
        using var f = InState(cell.Scope, cell.From);
        var latched = cell.Row.EndsWith(Latched, StringComparison.Ordinal);
        var loosens = cell.Row.EndsWith(Loosens, StringComparison.Ordinal);
        var action = Actions[latched ? cell.Row[..^Latched.Length] : loosens ? cell.Row[..^Loosens.Length] : cell.Row];
        if (latched)
        {
            f.State.Breakers.Trip(BreakerKind.LossStreak, cell.Scope, 0);
        }

        if (cell.Result == "refused")
        {
            Assert.Equal(ReasonCode.CommandRefused, Send(f, action, cell.Scope, loosens: loosens));
            Assert.Equal(cell.From, f.State.Trading[cell.Scope, 0]);
            return;
        }

        var parts = cell.Result.Split(", ");
        if (parts[1] == "2")
        {
            Assert.Equal(ReasonCode.CommandAwaitsSecond, Send(f, action, cell.Scope, loosens: loosens));
            Assert.Equal(cell.From, f.State.Trading[cell.Scope, 0]);
            Assert.Equal(ReasonCode.None, Send(f, action, cell.Scope, "bob", f.LastKey, loosens));
        }
        else
        {
            Assert.Contains(parts[1], (string[])["1", "anybody"]);
            Assert.Equal(parts[1] == "anybody", action == CommandAction.Halt);
            Assert.Equal(ReasonCode.None, Send(f, action, cell.Scope, loosens: loosens));
        }

        Assert.Equal(parts[0] == "stays" ? cell.From : Enum.Parse<TradingState>(parts[0]), f.State.Trading[cell.Scope, 0]);
        var cleared = action is CommandAction.ClearBreaker or CommandAction.EnableStrategy;
        Assert.Equal(latched && !cleared, f.State.Breakers.IsAnyLatched(cell.Scope, 0));
        Assert.Equal(action == CommandAction.LoadPolicy ? 2u : 1u, f.State.Policy!.Version);
    }

    [Theory]
    [MemberData(nameof(EventCells))]
    public void AnEventDoesWhatThePageSays(StatesCell cell)
    {
        ArgumentNullException.ThrowIfNull(cell);
        using var f = InState(cell.Scope, cell.From);
        switch (cell.Row)
        {
            case "a run starts":
                f.StartRun();
                break;
            case "the day's loss passes its limit":
                f.Hold(10, price: 1_000);
                f.Quote();
                break;
            case "a fill that cannot be booked":
                f.Report(new ExecutionReport { Kind = ReportKind.Fill, Side = OrderSide.Buy });
                break;
            default:
                Assert.Fail("no test for " + cell.Row);
                break;
        }

        Assert.Equal(Enum.Parse<TradingState>(cell.Result), f.State.Trading[cell.Scope, 0]);
    }

    [Fact]
    public void ThePageHasEveryCommandForEveryScopeItHas()
    {
        var told = StatesPage.Commands
            .Where(c => !c.Row.Contains(',', StringComparison.Ordinal))
            .Select(c => (Actions[c.Row], c.Scope))
            .Distinct();
        var wellFormed =
            from action in Enum.GetValues<CommandAction>()
            from scope in Enum.GetValues<ScopeKind>()
            where IsWellFormed(action, scope)
            select (action, scope);

        Assert.Equal(wellFormed.Order(), told.Order());
    }

    private static bool IsWellFormed(CommandAction action, ScopeKind scope)
    {
        var command = OperatorCommand.Create(action, "alice", "test", 1, scope, "any");
        command.Breaker = action == CommandAction.ClearBreaker ? BreakerKind.LossStreak : BreakerKind.None;
        return CommandRules.IsWellFormed(in command);
    }

    private static PipelineFixture InState(ScopeKind scope, TradingState state)
    {
        var f = new PipelineFixture();
        if (state != TradingState.Active)
        {
            var action = state switch
            {
                TradingState.Reducing => CommandAction.Reduce,
                TradingState.Halted => CommandAction.Halt,
                _ => CommandAction.Kill,
            };
            Assert.Equal(ReasonCode.None, f.Command(action, scope, Name(scope)));
        }

        Assert.Equal(state, f.State.Trading[scope, 0]);
        return f;
    }

    private static ReasonCode Send(PipelineFixture f, CommandAction action, ScopeKind scope, string by = "alice", ulong confirms = 0, bool loosens = false) =>
        action == CommandAction.LoadPolicy
            ? f.Load(new TestPolicy { Version = 2, PositionMax = loosens ? "400" : "300" }.Build(), by, confirms)
            : f.Command(
                action, scope, Name(scope), by: by, confirms: confirms,
                breaker: action == CommandAction.ClearBreaker ? BreakerKind.LossStreak : BreakerKind.None);

    private static string Name(ScopeKind scope) => scope switch
    {
        ScopeKind.Venue => "paper",
        ScopeKind.Strategy => "alpha",
        ScopeKind.Instrument => "AAA",
        _ => "",
    };

    private static string Word(CommandAction action) => string.Concat(
        action.ToString().Select((c, i) => i > 0 && char.IsUpper(c) ? "-" + char.ToLowerInvariant(c) : char.ToLowerInvariant(c).ToString()));
}
