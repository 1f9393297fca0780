using Chronos.Core.Ring;

namespace Chronos.Core.Tests.Ring;

[Collection(nameof(SpinningThreads))]
public class YieldingWaitStrategyTests : WaitStrategyFixture
{
    protected override WaitStrategyKind Kind => WaitStrategyKind.Yielding;
}
