using Chronos.Core.Ring;

namespace Chronos.Core.Tests.Ring;

[Collection(nameof(SpinningThreads))]
public class EventProcessorTests
{
    private readonly RingBuffer<long> _ring = new(16, ProducerType.Multi, new BlockingWaitStrategy());
    private readonly RecordingHandler _handler = new();

    [Fact]
    public void MarksTheLastEventOfEachBatch()
    {
        var processor = Processor();
        Send(5);
        Assert.Equal(3, processor.Poll(3));
        Assert.Equal(2, processor.Poll(3));
        Assert.Equal(0, processor.Poll(3));
        Assert.Equal([false, false, true, false, true], _handler.Ends);
        Assert.Equal([0, 1, 2, 3, 4], _handler.Sequences);
    }

    [Fact]
    public void BoundsTheBatchesOfRun()
    {
        var processor = Processor(batchEventsMax: 2);
        Send(5);
        processor.Halt();
        processor.Run();
        Assert.Equal([false, true, false, true, true], _handler.Ends);
    }

    [Fact]
    public void ReportsProgressOncePerBatch()
    {
        var processor = Processor();
        _handler.OnEach = _ => Assert.Equal(-1, _ring.ConsumerSequence);
        Send(5);
        Assert.Equal(5, processor.Poll(10));
        Assert.Equal(4, _ring.ConsumerSequence);
    }

    [Fact]
    public void PollsNothingForNoRoom()
    {
        Send(1);
        Assert.Equal(0, Processor().Poll(0));
    }

    [Fact]
    public void DrainsWhatWasPublishedBeforeHalt()
    {
        var processor = Processor();
        Send(16);
        processor.Halt();
        processor.Run();
        Assert.Equal(16, _handler.Values.Count);
    }

    [Fact]
    public void WaitsOnHaltForAClaimNotYetPublished()
    {
        var processor = Processor();
        Assert.True(_ring.TryClaim(out var sequence));
        var consumer = new ConsumerThread(processor.Run);
        processor.Halt();
        Thread.Sleep(20);
        Assert.True(processor.IsRunning);
        _ring[sequence] = 42;
        _ring.Publish(sequence);
        consumer.Join();
        Assert.Equal([42], _handler.Values);
    }

    [Fact]
    public void LetsTheHandlersExceptionLeaveRunAndResumesWithTheFailingEvent()
    {
        var processor = Processor();
        _handler.FailAt = 3;
        Send(6);
        var error = Assert.Throws<InvalidOperationException>(processor.Run);
        Assert.Equal("handler failed", error.Message);
        Assert.Equal(2, _ring.ConsumerSequence);
        Assert.False(processor.IsRunning);

        _handler.FailAt = null;
        processor.Halt();
        processor.Run();
        Assert.Equal([0, 1, 2, 3, 4, 5], _handler.Sequences);
    }

    [Fact]
    public void LetsTheHandlersExceptionLeavePollAtTheFirstEvent()
    {
        var processor = Processor();
        _handler.FailAt = 0;
        Send(2);
        Assert.Throws<InvalidOperationException>(() => processor.Poll(10));
        Assert.Equal(-1, _ring.ConsumerSequence);
    }

    [Fact]
    public void LetsTheHandlersExceptionLeaveTheDrain()
    {
        var processor = Processor();
        _handler.FailAt = 1;
        Send(2);
        processor.Halt();
        Assert.Throws<InvalidOperationException>(processor.Run);
        Assert.Equal(0, _ring.ConsumerSequence);
    }

    [Fact]
    public void RefusesASecondRunAtTheSameTime()
    {
        var processor = Processor();
        var consumer = new ConsumerThread(processor.Run);
        Assert.True(SpinWait.SpinUntil(() => processor.IsRunning, 10_000));
        Assert.Throws<InvalidOperationException>(processor.Run);
        processor.Halt();
        consumer.Join();
    }

    [Fact]
    public void RefusesASecondConsumer()
    {
        Processor();
        Assert.Throws<InvalidOperationException>(() => Processor());
    }

    [Fact]
    public void RefusesABatchOfNothing() =>
        Assert.Equal("batchEventsMax", Assert.Throws<ArgumentOutOfRangeException>(() => Processor(0)).ParamName);

    private EventProcessor<long, RecordingHandler> Processor(
        int batchEventsMax = EventProcessor<long, RecordingHandler>.DefaultBatchEventsMax) =>
        new(_ring, _handler, batchEventsMax);

    private void Send(int count)
    {
        for (var sent = 0; sent < count; sent++)
        {
            Assert.True(_ring.TryClaim(out var sequence));
            _ring[sequence] = sequence;
            _ring.Publish(sequence);
        }
    }
}
