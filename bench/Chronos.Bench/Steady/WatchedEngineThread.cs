using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Chronos.Core;
using Chronos.Core.Engine;
using Chronos.Core.Ring;

namespace Chronos.Bench.Steady;

/// <summary>
/// The engine thread as EventProcessor.Run has it, which in between makes system calls when it is asked to: what watches it
/// must see these, and nothing else.
/// </summary>
internal sealed partial class WatchedEngineThread : IDisposable
{
    /// <summary>Calls of getppid it makes each time it is asked.</summary>
    public const int CallsPerMark = 100;

    private const int AnswerMillisMax = 10_000;

    private readonly EventProcessor<EventSlot, EngineLoop> _processor;
    private readonly RingBuffer<EventSlot> _ring;
    private readonly Thread _thread;
    private readonly int? _cpu;
    private readonly ManualResetEventSlim _started = new();
    private volatile bool _stopping;
    private int _asked;
    private int _answered;
    private Exception? _failure;

    public WatchedEngineThread(EngineRig rig, int? cpu)
    {
        _cpu = cpu;
        _ring = rig.Ring;
        _processor = new EventProcessor<EventSlot, EngineLoop>(rig.Ring, rig.Loop);
        _thread = new Thread(Run) { IsBackground = true, Name = "bench-engine" };
        _thread.Start();
        _started.Wait();
    }

    /// <summary>The thread's number in the system.</summary>
    public int Id { get; private set; }

    /// <summary>Bytes it had allocated when it was last asked.</summary>
    public long AllocatedBytes { get; private set; }

    /// <summary>Has the thread make its calls and waits until it has.</summary>
    public void Mark()
    {
        var asked = Volatile.Read(ref _asked) + 1;
        Volatile.Write(ref _asked, asked);
        if (!SpinWait.SpinUntil(() => Volatile.Read(ref _answered) == asked, AnswerMillisMax))
        {
            throw new InvalidOperationException("the engine thread does not answer", _failure);
        }
    }

    public void Dispose()
    {
        _stopping = true;
        _processor.Halt();
        _thread.Join();
        _started.Dispose();
    }

    private void Run()
    {
        try
        {
            if (_cpu is { } cpu)
            {
                ThreadAffinity.PinCurrentThread(cpu);
            }

            Id = ThreadNumber();
            _started.Set();
            Process();
        }
#pragma warning disable CA1031 // Handed to whoever asks next.
        catch (Exception e)
#pragma warning restore CA1031
        {
            _failure = e;
        }
    }

    private void Process()
    {
        var barrier = (ISequenceBarrier)_processor;
        while (!_stopping)
        {
            if (_processor.Poll(EventProcessor<EventSlot, EngineLoop>.DefaultBatchEventsMax) == 0)
            {
                _ring.WaitStrategy.WaitFor(_ring.ConsumerSequence + 1, barrier);
            }

            if (Volatile.Read(ref _asked) != _answered)
            {
                OnAsked();
            }
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void OnAsked()
    {
        for (var i = 0; i < CallsPerMark; i++)
        {
            _ = ParentProcess();
        }

        AllocatedBytes = GC.GetAllocatedBytesForCurrentThread();
        Volatile.Write(ref _answered, _asked);
    }

    [LibraryImport("libc", EntryPoint = "getppid")]
    private static partial int ParentProcess();

    [LibraryImport("libc", EntryPoint = "gettid")]
    private static partial int ThreadNumber();
}
