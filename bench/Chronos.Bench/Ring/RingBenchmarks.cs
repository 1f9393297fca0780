using System.Runtime.InteropServices;
using System.Threading.Channels;
using BenchmarkDotNet.Attributes;
using Chronos.Core.Ring;

namespace Chronos.Bench.Ring;

/// <summary>Publish and consume on one thread: what the queue itself costs, without the hop between processors.</summary>
public class RingBenchmarks
{
    private const int Events = 256;
    private const int Capacity = 1024;

    private readonly RingBuffer<Payload> _ring = new(Capacity, ProducerType.Single, new BusySpinWaitStrategy());
    private readonly RingBuffer<Payload> _shared = new(Capacity, ProducerType.Multi, new BusySpinWaitStrategy());
    private readonly Channel<Payload> _channel = Channel.CreateBounded<Payload>(
        new BoundedChannelOptions(Capacity) { SingleReader = true, SingleWriter = true });

    private readonly EventProcessor<Payload, Sum> _consumer;
    private readonly EventProcessor<Payload, Sum> _sharedConsumer;
    private readonly Sum _sum = new();

    public RingBenchmarks()
    {
        _consumer = new EventProcessor<Payload, Sum>(_ring, _sum);
        _sharedConsumer = new EventProcessor<Payload, Sum>(_shared, _sum);
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Events)]
    public long BoundedChannel()
    {
        for (var i = 0; i < Events; i++)
        {
            _channel.Writer.TryWrite(new Payload { Number = i });
        }

        while (_channel.Reader.TryRead(out var payload))
        {
            _sum.Total += payload.Number;
        }

        return _sum.Total;
    }

    [Benchmark(OperationsPerInvoke = Events)]
    public long RingOfOneProducer() => Pass(_ring, _consumer);

    [Benchmark(OperationsPerInvoke = Events)]
    public long RingOfManyProducers() => Pass(_shared, _sharedConsumer);

    private long Pass(RingBuffer<Payload> ring, EventProcessor<Payload, Sum> consumer)
    {
        for (var i = 0; i < Events; i++)
        {
            ring.TryClaim(out var sequence);
            ring[sequence].Number = i;
            ring.Publish(sequence);
        }

        consumer.Poll(Events);
        return _sum.Total;
    }

    [StructLayout(LayoutKind.Sequential, Size = 128)]
    private struct Payload
    {
        public long Number;
    }

    private sealed class Sum : IEventHandler<Payload>
    {
        public long Total { get; set; }

        public void OnEvent(ref Payload data, long sequence, bool endOfBatch) => Total += data.Number;
    }
}
