using Chronos.Core.Ring;

namespace Chronos.Core.Tests.Ring;

[Collection(nameof(SpinningThreads))]
public class RingCloseRaceTests
{
    [Theory]
    [InlineData(ProducerType.Single, 1, WaitStrategyKind.Yielding)]
    [InlineData(ProducerType.Single, 1, WaitStrategyKind.Blocking)]
    [InlineData(ProducerType.Multi, 3, WaitStrategyKind.Yielding)]
    [InlineData(ProducerType.Multi, 3, WaitStrategyKind.Blocking)]
    public void HandlesExactlyTheAcceptedClaims(ProducerType type, int producers, WaitStrategyKind kind)
    {
        for (var round = 0; round < 200; round++)
        {
            var ring = new RingBuffer<RingEvent>(8, type, WaitStrategy.Create(kind));
            var handler = new Counter();
            var processor = new EventProcessor<RingEvent, Counter>(ring, handler);
            var consumer = new ConsumerThread(processor.Run);
            var accepted = new long[producers];
            var threads = Enumerable.Range(0, producers)
                .Select(producer => new ConsumerThread(() => accepted[producer] = SendUntilClosed(ring, producer)))
                .ToArray();

            Thread.SpinWait(round * 20);
            ring.Close();
            processor.Halt();
            consumer.Join();
            Array.ForEach(threads, thread => thread.Join());

            Assert.Equal(accepted.Sum(), handler.Count);
            Assert.Equal(accepted.Sum(), ring.Cursor + 1);
            Assert.Equal(0, ring.Occupancy);
        }
    }

    private static long SendUntilClosed(RingBuffer<RingEvent> ring, int producer)
    {
        var sent = 0L;
        while (true)
        {
            if (ring.TryClaim(out var sequence))
            {
                ring[sequence].Write(producer, sent++);
                ring.Publish(sequence);
            }
            else if (ring.IsClosed)
            {
                return sent;
            }
            else
            {
                Thread.Yield();
            }
        }
    }

    private sealed class Counter : IEventHandler<RingEvent>
    {
        public long Count { get; private set; }

        public void OnEvent(ref RingEvent data, long sequence, bool endOfBatch)
        {
            Assert.True(data.IsWhole);
            Count++;
        }
    }
}
