namespace Chronos.Core.Ring;

/// <summary>
/// Claims of many producer threads: one compare-and-swap on the next sequence. Its sign bit means closed, so a claim
/// and the close are ordered by the same word and no third outcome exists.
/// </summary>
internal sealed class MultiProducerSequencer(int capacity, Sequence consumer) : Sequencer(capacity, consumer)
{
    private const long ClosedBit = long.MinValue;

    private readonly Sequence _next = new(0);

    public override long Cursor => (_next.Value & ~ClosedBit) - 1;

    public override bool IsClosed => _next.Value < 0;

    public override bool TryClaim(out long sequence)
    {
        do
        {
            sequence = _next.Value;
            if (sequence < 0 || IsFull(sequence))
            {
                return false;
            }
        }
        while (!_next.CompareAndSet(sequence, sequence + 1));

        return true;
    }

    public override void Close()
    {
        long next;
        do
        {
            next = _next.Value;
        }
        while (!_next.CompareAndSet(next, next | ClosedBit));
    }
}
