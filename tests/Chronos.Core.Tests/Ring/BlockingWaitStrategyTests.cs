using Chronos.Core.Ring;

namespace Chronos.Core.Tests.Ring;

[Collection(nameof(SpinningThreads))]
public class BlockingWaitStrategyTests : WaitStrategyFixture
{
    protected override WaitStrategyKind Kind => WaitStrategyKind.Blocking;

    protected override int PingPongRounds => 50_000;

    [Fact]
    public void AloneAsksProducersToSignal() =>
        Assert.Equal(
            [WaitStrategyKind.Blocking],
            Enum.GetValues<WaitStrategyKind>().Where(kind => WaitStrategy.Create(kind).IsBlocking));

    [Fact]
    public void RejectsUnknownKind() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => WaitStrategy.Create((WaitStrategyKind)99));
}
