using Chronos.Core.Ring;

namespace Chronos.Core.Tests.Ring;

/// <summary>What every wait strategy promises; one derived class each.</summary>
public abstract class WaitStrategyFixture
{
    private const int Rounds = 20_000;

    protected abstract WaitStrategyKind Kind { get; }

    protected virtual int PingPongRounds => Rounds;

    [Fact]
    public void IsMadeFromItsKind() =>
        Assert.Equal(Kind + "WaitStrategy", WaitStrategy.Create(Kind).GetType().Name);

    [Fact]
    public void ReturnsAtOnceWhenReady() => WaitStrategy.Create(Kind).WaitFor(0, new Barrier { Ready = true });

    [Fact]
    public void ReturnsWhenTheBarrierOpensWhileItWaits()
    {
        var strategy = WaitStrategy.Create(Kind);
        var barrier = new Barrier();
        var consumer = new ConsumerThread(() => strategy.WaitFor(0, barrier));
        Thread.Sleep(30);
        barrier.Ready = true;
        strategy.SignalAllWhenBlocking();
        consumer.Join();
    }

    [Fact]
    public void LosesNoWakeUpInPingPong()
    {
        var ping = new RingBuffer<long>(4, ProducerType.Single, WaitStrategy.Create(Kind));
        var pong = new RingBuffer<long>(4, ProducerType.Single, WaitStrategy.Create(Kind));
        var near = new EventProcessor<long, Returner>(pong, new Returner(ping, PingPongRounds));
        var far = new EventProcessor<long, Returner>(ping, new Returner(pong, PingPongRounds));
        var threads = new[] { new ConsumerThread(near.Run), new ConsumerThread(far.Run) };
        Returner.Send(ping, 0);

        Assert.True(
            SpinWait.SpinUntil(() => ping.ConsumerSequence + pong.ConsumerSequence + 2 >= PingPongRounds, 60_000),
            $"Stuck after {ping.ConsumerSequence + pong.ConsumerSequence + 2} hops.");
        near.Halt();
        far.Halt();
        Array.ForEach(threads, thread => thread.Join());
    }

    [Fact]
    public void EndsWaitingOnHalt()
    {
        var ring = new RingBuffer<long>(4, ProducerType.Single, WaitStrategy.Create(Kind));
        var processor = new EventProcessor<long, RecordingHandler>(ring, new RecordingHandler());
        var consumer = new ConsumerThread(processor.Run);
        Thread.Sleep(30);
        processor.Halt();
        consumer.Join();
        Assert.False(processor.IsRunning);
    }

    private sealed class Barrier : ISequenceBarrier
    {
        private volatile bool _ready;

        public bool Ready
        {
            set => _ready = value;
        }

        public bool IsReady(long sequence) => _ready;
    }

    private sealed class Returner(RingBuffer<long> back, long rounds) : IEventHandler<long>
    {
        public static void Send(RingBuffer<long> ring, long value)
        {
            Assert.True(ring.TryClaim(out var sequence));
            ring[sequence] = value;
            ring.Publish(sequence);
        }

        public void OnEvent(ref long data, long sequence, bool endOfBatch)
        {
            if (data + 1 < rounds)
            {
                Send(back, data + 1);
            }
        }
    }
}
