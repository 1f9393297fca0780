using Chronos.Core.Ring;

namespace Chronos.Core.Tests.Ring;

[Collection(nameof(SpinningThreads))]
public class RingAllocationTests
{
    private const int Events = 50_000;

    public static TheoryData<ProducerType, WaitStrategyKind> Rings()
    {
        var data = new TheoryData<ProducerType, WaitStrategyKind>();
        foreach (var kind in Enum.GetValues<WaitStrategyKind>())
        {
            data.Add(ProducerType.Single, kind);
            data.Add(ProducerType.Multi, kind);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Rings))]
    public void ProducerAndConsumerAllocateNothingWhenWarm(ProducerType producers, WaitStrategyKind kind)
    {
        var ring = new RingBuffer<RingEvent>(64, producers, WaitStrategy.Create(kind));
        var handler = new AllocationMeter();
        var processor = new EventProcessor<RingEvent, AllocationMeter>(ring, handler);
        var consumer = new ConsumerThread(processor.Run);

        Send(ring, Events);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Send(ring, Events);
        var produced = GC.GetAllocatedBytesForCurrentThread() - before;
        ring.Close();
        processor.Halt();
        consumer.Join();

        Assert.Equal(2 * Events, handler.Count);
        Assert.Equal(0, produced);
        Assert.Equal(0, handler.LastBytes - handler.WarmBytes);
    }

    private static void Send(RingBuffer<RingEvent> ring, int events)
    {
        for (var sent = 0; sent < events; sent++)
        {
            long sequence;
            while (!ring.TryClaim(out sequence))
            {
                Thread.Yield();
            }

            ring[sequence].Write(0, sent);
            ring.Publish(sequence);

            // A pause now and then lets the consumer fall asleep, so that waiting is measured too.
            if (sent % 5_000 == 0)
            {
                Thread.Sleep(2);
            }
        }
    }

    /// <summary>Reads the consumer thread's own counter at the end of the warm-up and at each later event.</summary>
    private sealed class AllocationMeter : IEventHandler<RingEvent>
    {
        public int Count { get; private set; }

        public long WarmBytes { get; private set; }

        public long LastBytes { get; private set; }

        public void OnEvent(ref RingEvent data, long sequence, bool endOfBatch)
        {
            LastBytes = GC.GetAllocatedBytesForCurrentThread();
            if (++Count == Events)
            {
                WarmBytes = LastBytes;
            }
        }
    }
}
