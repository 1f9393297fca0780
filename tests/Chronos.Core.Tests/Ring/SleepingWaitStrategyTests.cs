using Chronos.Core.Ring;

namespace Chronos.Core.Tests.Ring;

[Collection(nameof(SpinningThreads))]
public class SleepingWaitStrategyTests : WaitStrategyFixture
{
    protected override WaitStrategyKind Kind => WaitStrategyKind.Sleeping;
}
