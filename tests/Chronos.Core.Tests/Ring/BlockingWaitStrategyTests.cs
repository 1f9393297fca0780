using System.Diagnostics;
using Chronos.Core.Ring;

namespace Chronos.Core.Tests.Ring;

[Collection(nameof(SpinningThreads))]
public class BlockingWaitStrategyTests : WaitStrategyFixture
{
    protected override WaitStrategyKind Kind => WaitStrategyKind.Blocking;

    protected override int PingPongRounds => 50_000;

    [Fact]
    public void AloneAsksProducersToSignal() =>
        Assert.Equal(
            [WaitStrategyKind.Blocking],
            Enum.GetValues<WaitStrategyKind>().Where(kind => WaitStrategy.Create(kind).IsBlocking));

    [Fact]
    public void RejectsUnknownKind() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => WaitStrategy.Create((WaitStrategyKind)99));

    [Fact]
    public void LosesNoWakeUpWhenPublishingAsTheConsumerFallsAsleep()
    {
        var ring = new RingBuffer<long>(4, ProducerType.Single, WaitStrategy.Create(Kind));
        var processor = new EventProcessor<long, Nothing>(ring, new Nothing());
        var consumer = new ConsumerThread(processor.Run);
        for (var round = 0; round < 100_000; round++)
        {
            // The delay sweeps the moments between the consumer's last event and its sleep, some nanoseconds a step.
            for (var delay = round % 400; delay > 0; delay--)
            {
                Volatile.Read(ref delay);
            }

            Assert.True(ring.TryClaim(out var sequence));
            ring.Publish(sequence);
            AwaitHandled(ring, sequence);
        }

        processor.Halt();
        consumer.Join();
    }

    private static void AwaitHandled(RingBuffer<long> ring, long sequence)
    {
        var since = Stopwatch.GetTimestamp();
        for (var looks = 1; ring.ConsumerSequence < sequence; looks++)
        {
            if (looks % 1_000 == 0)
            {
                Thread.Yield();
                Assert.True(Stopwatch.GetElapsedTime(since).TotalSeconds < 10, $"No wake-up at event {sequence}.");
            }
        }
    }

    private struct Nothing : IEventHandler<long>
    {
        public readonly void OnEvent(ref long data, long sequence, bool endOfBatch)
        {
        }
    }
}
