using BenchmarkDotNet.Attributes;
using Chronos.Core.Gates;

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
            _rig!.AskGates(ref _rig.Proposals[i]);
        }
    }

    [Benchmark(OperationsPerInvoke = StageRig.Batch)]
    public void GateChainAndQuorum()
    {
        for (var i = 0; i < StageRig.Batch; i++)
        {
            var context = new GateContext(ref _rig!.Proposals[i], _rig.State);
            _rig.Gates.OnEvent(ref _rig.Proposals[i], ref context);
            _rig.Quorum.OnEvent(ref _rig.Proposals[i], ref context);
        }
    }
}
