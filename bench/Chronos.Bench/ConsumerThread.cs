using Chronos.Core;
using Chronos.Core.Engine;
using Chronos.Core.Ring;

namespace Chronos.Bench;

/// <summary>
/// The engine thread of all rounds. Within a round it does what EventProcessor.Run does; between rounds it spins, so that
/// its processor stays awake. One consumer at a time, so that the two sides never compete.
/// </summary>
internal sealed class ConsumerThread : IDisposable
{
    private readonly Thread _thread;
    private readonly int? _cpu;
    private Side? _side;
    private volatile bool _stopping;
    private Exception? _failure;

    public ConsumerThread(int? cpu)
    {
        _cpu = cpu;
        _thread = new Thread(Run) { IsBackground = true, Name = "bench-engine" };
        _thread.Start();
    }

    /// <summary>Bytes the thread allocated in the last round.</summary>
    public long AllocatedBytes { get; private set; }

    /// <summary>Processor time the thread had in the last round.</summary>
    public long CpuNanos { get; private set; }

    /// <summary>Page faults of the thread in the last round.</summary>
    public long Faults { get; private set; }

    public void Begin(Side side)
    {
        side.Handler.BeginRound();
        Volatile.Write(ref _side, side);
    }

    /// <summary>Waits for the tick that ends the round.</summary>
    public void WaitForEnd()
    {
        while (Volatile.Read(ref _side) is not null)
        {
            Thread.SpinWait(20);
        }

        if (_failure is not null)
        {
            throw new InvalidOperationException("the engine thread failed", _failure);
        }
    }

    public void Dispose()
    {
        _stopping = true;
        _thread.Join();
    }

    private void Run()
    {
        if (_cpu is { } cpu)
        {
            ThreadAffinity.PinCurrentThread(cpu);
        }

        while (!_stopping)
        {
            if (Volatile.Read(ref _side) is { } side)
            {
                RunRound(side);
                Volatile.Write(ref _side, null);
            }
            else
            {
                Thread.SpinWait(20);
            }
        }
    }

    private void RunRound(Side side)
    {
        var faults = ThreadUsage.Faults();
        var cpu = ThreadUsage.CpuNanos();
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            var barrier = (ISequenceBarrier)side.Processor;
            while (!side.Handler.RoundEnded)
            {
                if (side.Processor.Poll(EventProcessor<EventSlot, StampingHandler>.DefaultBatchEventsMax) == 0)
                {
                    side.Ring.WaitStrategy.WaitFor(side.Ring.ConsumerSequence + 1, barrier);
                }
            }
        }
#pragma warning disable CA1031 // Handed to the main thread, which fails the run with it.
        catch (Exception e)
#pragma warning restore CA1031
        {
            _failure = e;
        }

        AllocatedBytes = GC.GetAllocatedBytesForCurrentThread() - before;
        CpuNanos = ThreadUsage.CpuNanos() - cpu;
        Faults = ThreadUsage.Faults() - faults;
    }
}
