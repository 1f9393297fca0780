using Chronos.Core.Engine;

namespace Chronos.Bench.Steady;

/// <summary>Sends to an engine at a fixed rate, in slices without a pause, until it is disposed.</summary>
internal sealed class ProducerThread : IDisposable
{
    private readonly Thread _thread;
    private volatile bool _stopping;

    public ProducerThread(EngineRig rig, int rate, double sliceSeconds, int? cpu)
    {
        _thread = new Thread(() =>
        {
            if (cpu is { } processor)
            {
                ThreadAffinity.PinCurrentThread(processor);
            }

            var (load, loop, stalls) = (new EngineLoad(rig), new OpenLoop(rig.Clock, rate), new LatencyHistogram());
            while (!_stopping)
            {
                loop.Run(load, Math.Max(1, (int)(rate * sliceSeconds)), stalls);
            }
        })
        { IsBackground = true, Name = "bench-producer" };
        _thread.Start();
    }

    public void Dispose()
    {
        _stopping = true;
        _thread.Join();
    }
}
