using Chronos.Core.Commands;
using Chronos.Core.Gates;
using Chronos.Core.Model;
using Chronos.Core.Tests.Pipeline;

namespace Chronos.Core.Tests.Gates;

public class AssetLossGateTests
{
    private const long One = PipelineFixture.One;

    private static TestPolicy Terms(string max) => new TestPolicy().With("allocations:AAA", "lossMax", $"\"{max}\"");

    // Bought 10 at 109: closed at the bid of 99 the loss is 100.
    [Theory]
    [InlineData("100.00000001", true)]
    [InlineData("100", true)]
    [InlineData("99.99999999", false)]
    [InlineData("0", false)]
    public void BlocksALossPastTheAllocation(string limit, bool passes)
    {
        using var f = new PipelineFixture(Terms(limit));
        f.Hold(10, price: 109);
        var cap = f.Check(new AssetLossGate(), f.Buy());

        if (passes)
        {
            CapAssert.Passes(cap);
        }
        else
        {
            CapAssert.Blocks(cap, ReasonCode.AssetLoss, 100 * One, Notional.Parse(limit).Units);
        }
    }

    [Fact]
    public void StopsTheInstrumentsOfTheAssetAndNoOther()
    {
        using var f = new PipelineFixture(Terms("99").With("breakers", "assetLoss", "\"Halted\""));
        f.Hold(10, price: 109);

        Assert.Equal(TradingState.Halted, f.State.Trading[ScopeKind.Instrument, 0]);
        Assert.Equal(TradingState.Active, f.State.Trading[ScopeKind.Instrument, 1]);
        Assert.Equal((LossStage.Tripped, LossStage.None), (f.State.Stages.Asset(0), f.State.Stages.Asset(1)));
        CapAssert.Passes(f.Check(new AssetLossGate(), f.Order(OrderSide.Buy, 1, 101, instrument: 1)));
    }

    /// <summary>Two instruments of one asset lose together and stop together; each latch is cleared by itself, the mark is theirs together.</summary>
    [Fact]
    public void InstrumentsOfOneAssetLoseTogether()
    {
        using var f = new PipelineFixture(new TestPolicy()
            .With("instruments", "baseCurrency", "\"AAA\"")
            .With("", "allocations", "[" + Allocation("strategy", "alpha") + Allocation("strategy", "beta") + Allocation("asset", "AAA", "99").TrimEnd(',') + "]"));
        f.Hold(5, price: 109);
        Assert.False(f.State.Breakers.IsAny);
        f.Hold(5, price: 109, instrument: 1);

        Assert.True(f.State.Breakers.IsLatched(BreakerKind.AssetLoss, ScopeKind.Instrument, 0));
        Assert.True(f.State.Breakers.IsLatched(BreakerKind.AssetLoss, ScopeKind.Instrument, 1));
        f.CommandByTwo(CommandAction.ClearBreaker, ScopeKind.Instrument, "AAA", BreakerKind.AssetLoss);
        Assert.False(f.State.Breakers.IsLatched(BreakerKind.AssetLoss, ScopeKind.Instrument, 0));
        Assert.Equal(LossStage.Tripped, f.State.Stages.Asset(0));
        f.CommandByTwo(CommandAction.ClearBreaker, ScopeKind.Instrument, "BBB", BreakerKind.AssetLoss);
        Assert.Equal(LossStage.None, f.State.Stages.Asset(0));
        f.AssertReplays();
    }

    private static string Allocation(string kind, string name, string lossMax = "100000") =>
        $$"""{ "account": "main", "{{kind}}": "{{name}}", "exposureMax": "1000000", "lossMax": "{{lossMax}}" },""";

    [Fact]
    public void BlocksAfterRecoveryUntilClearedAndCountsFromThere()
    {
        using var f = new PipelineFixture(Terms("99"));
        f.Hold(10, price: 109);
        f.Quote(119, 120);
        CapAssert.Blocks(f.Check(new AssetLossGate(), f.Buy()), ReasonCode.AssetLoss, -100 * One, 99 * One);

        f.CommandByTwo(CommandAction.ClearBreaker, ScopeKind.Instrument, "AAA", BreakerKind.AssetLoss);
        CapAssert.Passes(f.Check(new AssetLossGate(), f.Buy()));
        f.Quote(109, 110);
        Assert.True(f.State.Breakers.IsLatched(BreakerKind.AssetLoss, ScopeKind.Instrument, 0));
    }

    [Fact]
    public void BlocksWhatItCannotValueAndExemptsReductions()
    {
        using var f = new PipelineFixture(ready: false);
        f.Command(CommandAction.Arm);
        f.Tell(5);

        CapAssert.Blocks(f.Check(new AssetLossGate(), f.Buy()), ReasonCode.ExposureUnknown, 1, 0);
        Assert.False(new AssetLossGate().BindsReductions);
    }
}
