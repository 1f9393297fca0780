using Chronos.Core.Commands;
using Chronos.Core.Model;
using Chronos.Core.Tests.Pipeline;

namespace Chronos.Core.Tests.Commands;

public class TradingStateMachineTests
{
    [Fact]
    public void StartsHalted()
    {
        using var f = new PipelineFixture(ready: false);

        Assert.Equal(TradingState.Halted, f.State.Trading[ScopeKind.Global, 0]);
    }

    [Fact]
    public void TheStrictestScopeHolds()
    {
        using var f = new PipelineFixture();
        f.Command(CommandAction.Reduce, ScopeKind.Instrument, "BBB");
        f.Command(CommandAction.Halt, ScopeKind.Strategy, "beta");

        Assert.Equal(TradingState.Active, f.State.Trading.Effective(0, 0, 0));
        Assert.Equal(TradingState.Reducing, f.State.Trading.Effective(0, 0, 1));
        Assert.Equal(TradingState.Halted, f.State.Trading.Effective(0, 1, 1));
    }

    [Fact]
    public void ACommandIsCarriedOutOnceByItsKey()
    {
        using var f = new PipelineFixture();
        Assert.Equal(ReasonCode.None, f.Command(CommandAction.Halt, key: 77));
        f.Command(CommandAction.Arm);

        Assert.Equal(ReasonCode.CommandDuplicate, f.Command(CommandAction.Halt, key: 77));
        Assert.Equal(TradingState.Active, f.State.Trading[ScopeKind.Global, 0]);
    }

    [Fact]
    public void RefusesAnUnknownActionScopeOrKey()
    {
        using var f = new PipelineFixture();

        Assert.Equal(ReasonCode.CommandInvalid, f.Command((CommandAction)0));
        Assert.Equal(ReasonCode.CommandInvalid, f.Command((CommandAction)10));
        Assert.Equal(ReasonCode.CommandInvalid, f.Command(CommandAction.LoadPolicy));
        Assert.Equal(ReasonCode.CommandInvalid, f.Command(CommandAction.EnableStrategy, ScopeKind.Instrument, "AAA"));
        Assert.Equal(ReasonCode.CommandInvalid, f.Command(CommandAction.Halt, breaker: BreakerKind.DailyLoss));
        Assert.Equal(ReasonCode.CommandInvalid, f.Command(CommandAction.ClearBreaker));
        Assert.Equal(ReasonCode.CommandInvalid, f.Command(CommandAction.ClearBreaker, breaker: (BreakerKind)11));
        Assert.Equal(ReasonCode.CommandInvalid, f.Command(CommandAction.ClearBreaker, breaker: (BreakerKind)255));
        Assert.Equal(ReasonCode.CommandInvalid, f.Command(CommandAction.Halt, ScopeKind.Strategy, "nobody"));
        Assert.Equal(ReasonCode.CommandInvalid, f.Command(CommandAction.Halt, (ScopeKind)9, "alpha"));
        Assert.Equal(ReasonCode.CommandInvalid, f.Command(CommandAction.Halt, ScopeKind.Global, "alpha"));
        Assert.Equal(ReasonCode.CommandInvalid, f.Input(EventKind.Command, default(OperatorCommand)));
    }

    [Fact]
    public void ACommandsMacCoversEveryByte()
    {
        var key = new byte[32];
        key[0] = 1;
        var command = OperatorCommand.Create(CommandAction.Arm, "alice", "why", 5, ScopeKind.Venue, "paper").SignedWith(key);
        Assert.Equal(192, System.Runtime.InteropServices.Marshal.SizeOf<OperatorCommand>());
        Assert.True(command.IsSignedWith(key));
        var bytes = System.Runtime.InteropServices.MemoryMarshal.AsBytes(new Span<OperatorCommand>(ref command));
        for (var at = 0; at < bytes.Length; at++)
        {
            bytes[at] ^= 1;
            Assert.False(command.IsSignedWith(key), $"byte {at}");
            bytes[at] ^= 1;
        }
    }
}
