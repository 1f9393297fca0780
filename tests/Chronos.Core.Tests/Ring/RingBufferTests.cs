using Chronos.Core.Ring;
using FsCheck;
using FsCheck.Fluent;

namespace Chronos.Core.Tests.Ring;

public class RingBufferTests
{
    public static TheoryData<ProducerType> ProducerTypes => [ProducerType.Single, ProducerType.Multi];

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(int.MinValue)]
    [InlineData(3)]
    [InlineData(1023)]
    [InlineData(1025)]
    [InlineData(int.MaxValue)]
    public void RefusesCapacityThatIsNoPowerOfTwo(int capacity)
    {
        var error = Assert.Throws<ArgumentException>(() => Ring(capacity, ProducerType.Single));
        Assert.Equal("capacity", error.ParamName);
        Assert.Contains(capacity.ToString(), error.Message);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(1024)]
    public void TakesCapacityThatIsAPowerOfTwo(int capacity) =>
        Assert.Equal(capacity, Ring(capacity, ProducerType.Multi).Capacity);

    [Fact]
    public void RefusesUnknownProducerType()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => Ring(4, (ProducerType)9));
        Assert.Equal("producerType", error.ParamName);
    }

    [Theory]
    [MemberData(nameof(ProducerTypes))]
    public void StartsEmpty(ProducerType producers)
    {
        var ring = Ring(4, producers);
        Assert.Equal((-1, -1, 0, false), (ring.Cursor, ring.ConsumerSequence, ring.Occupancy, ring.IsClosed));
        Assert.Equal(0, Consumer(ring).Poll(10));
    }

    [Theory]
    [MemberData(nameof(ProducerTypes))]
    public void AnswersFullAtCapacityAndTakesAgainAfterARead(ProducerType producers)
    {
        var ring = Ring(4, producers);
        var consumer = Consumer(ring);
        Send(ring, 0, 1, 2, 3);
        Assert.Equal(4, ring.Occupancy);
        Assert.False(ring.TryClaim(out _));
        Assert.Equal(3, ring.Cursor);

        Assert.Equal(1, consumer.Poll(1));
        Send(ring, 4);
        Assert.False(ring.TryClaim(out _));
    }

    [Theory]
    [MemberData(nameof(ProducerTypes))]
    public void CountsUnpublishedClaimsAsOccupied(ProducerType producers)
    {
        var ring = Ring(2, producers);
        Assert.True(ring.TryClaim(out var first));
        Assert.True(ring.TryClaim(out var second));
        Assert.Equal((0, 1, 2), (first, second, ring.Occupancy));
        Assert.False(ring.TryClaim(out _));
        Assert.Equal(0, Consumer(ring).Poll(10));
    }

    [Theory]
    [MemberData(nameof(ProducerTypes))]
    public void KeepsOrderWhenPublishedOutOfOrder(ProducerType producers)
    {
        var ring = Ring(4, producers);
        var handler = new RecordingHandler();
        var consumer = Consumer(ring, handler);
        Assert.True(ring.TryClaim(out var first));
        Assert.True(ring.TryClaim(out var second));
        ring[first] = 10;
        ring[second] = 11;
        ring.Publish(second);
        Assert.Equal(0, consumer.Poll(10));
        ring.Publish(first);
        Assert.Equal(2, consumer.Poll(10));
        Assert.Equal([10, 11], handler.Values);
    }

    [Theory]
    [InlineData(1, ProducerType.Single)]
    [InlineData(1, ProducerType.Multi)]
    [InlineData(8, ProducerType.Single)]
    [InlineData(8, ProducerType.Multi)]
    public void WrapsAroundManyTimes(int capacity, ProducerType producers)
    {
        var ring = Ring(capacity, producers);
        var handler = new RecordingHandler();
        var consumer = Consumer(ring, handler);
        for (var value = 0; value < 1000; value++)
        {
            Send(ring, value);
            Assert.Equal(1, consumer.Poll(10));
        }

        Assert.Equal(Enumerable.Range(0, 1000).Select(value => (long)value), handler.Values);
        Assert.Equal(handler.Values, handler.Sequences);
    }

    [Theory]
    [MemberData(nameof(ProducerTypes))]
    public void RefusesClaimsOnceClosedAndKeepsTheCursor(ProducerType producers)
    {
        var ring = Ring(4, producers);
        Send(ring, 1, 2);
        ring.Close();
        ring.Close();
        Assert.True(ring.IsClosed);
        Assert.False(ring.TryClaim(out _));
        Assert.Equal((1, 2), (ring.Cursor, ring.Occupancy));
        Assert.Equal(2, Consumer(ring).Poll(10));
        Assert.Equal(0, ring.Occupancy);
    }

    [Theory]
    [MemberData(nameof(ProducerTypes))]
    public void PublishesAClaimMadeBeforeTheClose(ProducerType producers)
    {
        var ring = Ring(4, producers);
        Assert.True(ring.TryClaim(out var sequence));
        ring.Close();
        ring[sequence] = 5;
        ring.Publish(sequence);
        Assert.Equal(1, Consumer(ring).Poll(10));
    }

    [Fact]
    public void CarriesManagedReferences()
    {
        var ring = new RingBuffer<(string Name, long Value)>(2, ProducerType.Multi, new YieldingWaitStrategy());
        Assert.True(ring.TryClaim(out var sequence));
        ring[sequence] = ("eth", 3);
        ring.Publish(sequence);
        GC.Collect();
        Assert.Equal(("eth", 3), ring[sequence]);
    }

    [Fact]
    public void BehavesAsABoundedQueue()
    {
        // 0 to 5 sends one event, 6 and 7 poll, 8 polls everything.
        var steps = Gen.Choose(0, 8).ListOf().ToArbitrary();
        foreach (var producers in new[] { ProducerType.Single, ProducerType.Multi })
        {
            Prop.ForAll(steps, list => MatchesQueue(producers, list)).QuickCheckThrowOnFailure();
        }
    }

    private static bool MatchesQueue(ProducerType producers, IEnumerable<int> steps)
    {
        const int capacity = 4;
        var ring = Ring(capacity, producers);
        var handler = new RecordingHandler();
        var consumer = Consumer(ring, handler);
        var queue = new Queue<long>();
        var expected = new List<long>();
        var value = 0L;
        foreach (var step in steps)
        {
            if (step <= 5)
            {
                var accepted = ring.TryClaim(out var sequence);
                if (accepted != queue.Count < capacity)
                {
                    return false;
                }

                if (accepted)
                {
                    ring[sequence] = value;
                    ring.Publish(sequence);
                    queue.Enqueue(value++);
                }
            }
            else
            {
                var polled = consumer.Poll(step == 8 ? int.MaxValue : step - 5);
                for (var taken = 0; taken < polled; taken++)
                {
                    expected.Add(queue.Dequeue());
                }
            }
        }

        return ring.Occupancy == queue.Count && handler.Values.SequenceEqual(expected);
    }

    private static RingBuffer<long> Ring(int capacity, ProducerType producers) =>
        new(capacity, producers, new YieldingWaitStrategy());

    private static EventProcessor<long, RecordingHandler> Consumer(
        RingBuffer<long> ring, RecordingHandler? handler = null) => new(ring, handler ?? new RecordingHandler());

    private static void Send(RingBuffer<long> ring, params long[] values)
    {
        foreach (var value in values)
        {
            Assert.True(ring.TryClaim(out var sequence));
            ring[sequence] = value;
            ring.Publish(sequence);
        }
    }
}
