namespace Chronos.Core.Tests.Ring;

/// <summary>Spans two cache lines and names its writer at both ends, so that a torn or stale read shows.</summary>
internal struct RingEvent
{
    public long Producer;
    public long Counter;
    public long Body0, Body1, Body2, Body3, Body4, Body5, Body6, Body7, Body8, Body9, Body10;
    public long Checksum;

    public void Write(long producer, long counter)
    {
        Producer = producer;
        Counter = counter;
        var body = Mix(producer, counter);
        Body0 = body;
        Body1 = body + 1;
        Body2 = body + 2;
        Body3 = body + 3;
        Body4 = body + 4;
        Body5 = body + 5;
        Body6 = body + 6;
        Body7 = body + 7;
        Body8 = body + 8;
        Body9 = body + 9;
        Body10 = body + 10;
        Checksum = Sum();
    }

    public readonly bool IsWhole => Body0 == Mix(Producer, Counter) && Body10 == Body0 + 10 && Checksum == Sum();

    private static long Mix(long producer, long counter) => ((producer << 48) ^ counter) * 0x5851F42D4C957F2D;

    private readonly long Sum() =>
        Producer ^ Counter ^ Body0 ^ Body1 ^ Body2 ^ Body3 ^ Body4 ^ Body5 ^ Body6 ^ Body7 ^ Body8 ^ Body9 ^ Body10;
}
