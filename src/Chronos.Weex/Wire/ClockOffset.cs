namespace Chronos.Weex.Wire;

/// <summary>
/// Estimates the venue's clock from its answers: of the last 8 samples the one with the shortest round trip, which bounds
/// the error best. One thread adds and reads; <see cref="VenueMillis"/> may be called from any.
/// </summary>
internal sealed class ClockOffset
{
    private const int Samples = 8;
    private const long NanosPerMilli = 1_000_000;

    private readonly (long AtNanos, long OffsetNanos, long RoundTripNanos)[] _samples = new (long, long, long)[Samples];
    private int _count;
    private long _offsetNanos;

    /// <summary>Adds the answer to one question.</summary>
    /// <param name="sentNanos">Our clock before the first byte was sent.</param>
    /// <param name="receivedNanos">Our clock after the last byte came. Not before <paramref name="sentNanos"/>.</param>
    /// <param name="serverMillis">What the venue answered.</param>
    public void Add(long sentNanos, long receivedNanos, long serverMillis)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(receivedNanos, sentNanos);

        // The venue cuts its time to milliseconds: on average it is half of one further.
        var server = serverMillis * NanosPerMilli + NanosPerMilli / 2;
        var roundTrip = receivedNanos - sentNanos;
        _samples[_count++ % Samples] = (receivedNanos, server - (sentNanos + roundTrip / 2), roundTrip);
        Volatile.Write(ref _offsetNanos, Best().OffsetNanos);
    }

    /// <summary>The estimate; false when there is no sample.</summary>
    public bool TryRead(long nowNanos, out ClockEstimate estimate)
    {
        if (_count == 0)
        {
            estimate = default;
            return false;
        }

        // One more nanosecond for the half that a division cuts off.
        var best = Best();
        estimate = new ClockEstimate(
            best.OffsetNanos, best.RoundTripNanos / 2 + NanosPerMilli / 2 + 1, Math.Max(0, nowNanos - best.AtNanos));
        return true;
    }

    /// <summary>The venue's time at a time of ours; ours as it is while there is no sample.</summary>
    public long VenueMillis(long nowNanos) => (nowNanos + Volatile.Read(ref _offsetNanos)) / NanosPerMilli;

    private (long AtNanos, long OffsetNanos, long RoundTripNanos) Best()
    {
        var best = _samples[0];
        for (var i = 1; i < Math.Min(_count, Samples); i++)
        {
            if (_samples[i].RoundTripNanos <= best.RoundTripNanos)
            {
                best = _samples[i];
            }
        }

        return best;
    }
}
