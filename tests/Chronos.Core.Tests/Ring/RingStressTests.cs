using System.Diagnostics;
using System.Reflection;
using Chronos.Core.Ring;
using Xunit.Abstractions;

namespace Chronos.Core.Tests.Ring;

[Collection(nameof(SpinningThreads))]
public class RingStressTests(ITestOutputHelper output)
{
    private const int EventsTotal = 10_000_000;

    [Theory]
    [InlineData(ProducerType.Multi, 4, WaitStrategyKind.Yielding)]
    [InlineData(ProducerType.Multi, 4, WaitStrategyKind.Blocking)]
    [InlineData(ProducerType.Single, 1, WaitStrategyKind.Yielding)]
    public void LosesDuplicatesTearsAndReordersNothing(ProducerType type, int producers, WaitStrategyKind kind)
    {
        var ring = new RingBuffer<RingEvent>(1024, type, WaitStrategy.Create(kind));
        var ledger = new Ledger(producers);
        var processor = new EventProcessor<RingEvent, Ledger>(ring, ledger);
        var watch = Stopwatch.StartNew();
        var consumer = new ConsumerThread(processor.Run);
        var perProducer = EventsTotal / producers;
        var threads = Enumerable.Range(0, producers)
            .Select(producer => new ConsumerThread(() => Send(ring, producer, perProducer)))
            .ToArray();
        Array.ForEach(threads, thread => thread.Join(120));
        ring.Close();
        processor.Halt();
        consumer.Join(120);

        Report(type, kind, ledger, watch.Elapsed);
        Assert.Equal((0, 0, 0), (ledger.Torn, ledger.OutOfOrder, ledger.SequenceGaps));
        Assert.All(ledger.NextCounter, next => Assert.Equal(perProducer, next));
        Assert.Equal(EventsTotal - 1, ring.Cursor);
    }

    private static void Send(RingBuffer<RingEvent> ring, int producer, int events)
    {
        for (var counter = 0; counter < events; counter++)
        {
            long sequence;
            while (!ring.TryClaim(out sequence))
            {
                Thread.Yield();
            }

            ring[sequence].Write(producer, counter);
            ring.Publish(sequence);
        }
    }

    private void Report(ProducerType type, WaitStrategyKind kind, Ledger ledger, TimeSpan elapsed)
    {
        var debuggable = typeof(Sequence).Assembly.GetCustomAttribute<DebuggableAttribute>();
        var optimized = debuggable is not { IsJITOptimizerDisabled: true };
        output.WriteLine($"{type}, {kind}: {ledger.NextCounter.Length} producers, {ledger.NextCounter.Sum()} events");
        output.WriteLine($"per producer {string.Join(' ', ledger.NextCounter)}; batches {ledger.Batches}");
        output.WriteLine($"torn {ledger.Torn}, out of order {ledger.OutOfOrder}, gaps {ledger.SequenceGaps}");
        output.WriteLine($"{elapsed.TotalSeconds:F2} s; JIT optimiser for Chronos.Core {(optimized ? "on" : "off")}");
    }

    /// <summary>Counts per producer what came, and what came wrong.</summary>
    private sealed class Ledger(int producers) : IEventHandler<RingEvent>
    {
        private long _nextSequence;

        public long[] NextCounter { get; } = new long[producers];

        public long Torn { get; private set; }

        public long OutOfOrder { get; private set; }

        public long SequenceGaps { get; private set; }

        public long Batches { get; private set; }

        public void OnEvent(ref RingEvent data, long sequence, bool endOfBatch)
        {
            Torn += data.IsWhole ? 0 : 1;
            SequenceGaps += sequence == _nextSequence ? 0 : 1;
            OutOfOrder += data.Counter == NextCounter[data.Producer] ? 0 : 1;
            Batches += endOfBatch ? 1 : 0;
            NextCounter[data.Producer]++;
            _nextSequence = sequence + 1;
        }
    }
}
