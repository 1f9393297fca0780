using BenchmarkDotNet.Attributes;

namespace Chronos.Bench.Gates;

/// <summary>One proposal through every gate, and through the three approvers.</summary>
public class GateBenchmarks
{
    private StageRig? _rig;

    [GlobalSetup]
    public void Setup()
    {
        _rig = new StageRig();
        _rig.Prepare();
        for (var i = 0; i < StageRig.Batch; i++)
        {
            _rig.Decode.OnEvent(ref _rig.Proposals[i]);
        }
    }

    [GlobalCleanup]
    public void Cleanup() => _rig?.Dispose();

    [Benchmark(OperationsPerInvoke = StageRig.Batch)]
    public void GateChain()
    {
        for (var i = 0; i < StageRig.Batch; i++)
        {
            _rig!.Gates.OnEvent(ref _rig.Proposals[i]);
        }
    }

    [Benchmark(OperationsPerInvoke = StageRig.Batch)]
    public void GateChainAndQuorum()
    {
        for (var i = 0; i < StageRig.Batch; i++)
        {
            _rig!.Gates.OnEvent(ref _rig.Proposals[i]);
            _rig.Quorum.OnEvent(ref _rig.Proposals[i]);
        }
    }
}
