using System.Collections.Concurrent;
using Chronos.Core.Ring;

namespace Chronos.Core.Tests.Ring;

/// <summary>What a consumer takes beside its events: while it sleeps, between batches, and at the end.</summary>
[Collection(nameof(SpinningThreads))]
public class SideInputTests
{
    private readonly RingBuffer<long> _ring = new(16, ProducerType.Multi, new BlockingWaitStrategy());
    private readonly RecordingHandler _handler = new();
    private readonly Side _side = new();

    [Fact]
    public void WakesAConsumerThatSleeps()
    {
        var processor = Processor();
        var consumer = new Thread(processor.Run);
        consumer.Start();
        for (var i = 0; i < 1_000; i++)
        {
            _side.Waiting.Enqueue(i);
            _ring.WaitStrategy.SignalAllWhenBlocking();
            Assert.True(SpinWait.SpinUntil(() => _side.Taken.Count == i + 1, 10_000), $"input {i} was never taken");
        }

        processor.Halt();
        consumer.Join();
        Assert.Equal(Enumerable.Range(0, 1_000), _side.Taken);
    }

    [Fact]
    public void IsTakenBetweenBatchesAndOnTheConsumersThread()
    {
        var processor = Processor(batchEventsMax: 1);
        List<int> takenAfter = [];
        _handler.OnEach = _ =>
        {
            takenAfter.Add(_side.Taken.Count);
            _side.Waiting.Enqueue(takenAfter.Count);
        };
        Publish(5);
        var consumer = new Thread(processor.Run);
        consumer.Start();
        Assert.True(SpinWait.SpinUntil(() => _side.Taken.Count == 5, 10_000));
        processor.Halt();
        consumer.Join();

        Assert.Equal([0, 1, 2, 3, 4], takenAfter);
        Assert.Equal(consumer.ManagedThreadId, Assert.Single(_side.Threads.Distinct()));
    }

    [Fact]
    public void IsTakenAtTheEnd()
    {
        var processor = Processor();
        _side.Waiting.Enqueue(1);
        Publish(3);
        processor.Halt();
        processor.Run();

        Assert.Equal(3, _handler.Values.Count);
        Assert.Equal([1], _side.Taken);
    }

    private EventProcessor<long, RecordingHandler> Processor(int batchEventsMax = 256) => new(_ring, _handler, batchEventsMax, _side);

    private void Publish(int count)
    {
        for (var i = 0; i < count; i++)
        {
            Assert.True(_ring.TryClaim(out var sequence));
            _ring.Publish(sequence);
        }
    }

    private sealed class Side : ISideInput
    {
        public ConcurrentQueue<int> Waiting { get; } = [];

        public ConcurrentQueue<int> Taken { get; } = [];

        public ConcurrentQueue<int> Threads { get; } = [];

        public bool IsReady => !Waiting.IsEmpty;

        public void Take()
        {
            while (Waiting.TryDequeue(out var input))
            {
                Threads.Enqueue(Environment.CurrentManagedThreadId);
                Taken.Enqueue(input);
            }
        }
    }
}
