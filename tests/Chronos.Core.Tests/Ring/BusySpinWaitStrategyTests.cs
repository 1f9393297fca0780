using Chronos.Core.Ring;

namespace Chronos.Core.Tests.Ring;

[Collection(nameof(SpinningThreads))]
public class BusySpinWaitStrategyTests : WaitStrategyFixture
{
    protected override WaitStrategyKind Kind => WaitStrategyKind.BusySpin;
}
