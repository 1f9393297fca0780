using System.Runtime.InteropServices;

namespace Chronos.Core.Model;

/// <summary>Best bid and ask of an instrument. 48 bytes, little endian, part of the journal format.</summary>
[StructLayout(LayoutKind.Sequential)]
public readonly struct Quote(
    InstrumentId instrument,
    Price bid,
    Quantity bidSize,
    Price ask,
    Quantity askSize,
    long venueTimeNanos,
    QuoteSource source = QuoteSource.Primary)
{
    /// <summary>The instrument quoted.</summary>
    public readonly InstrumentId Instrument = instrument;

    /// <summary>Where it comes from.</summary>
    public readonly QuoteSource Source = source;

    private readonly byte _reserved = 0;
    private readonly ushort _reserved2 = 0;

    /// <summary>Highest price bought at.</summary>
    public readonly Price Bid = bid;

    /// <summary>Displayed size at the bid.</summary>
    public readonly Quantity BidSize = bidSize;

    /// <summary>Lowest price sold at.</summary>
    public readonly Price Ask = ask;

    /// <summary>Displayed size at the ask.</summary>
    public readonly Quantity AskSize = askSize;

    /// <summary>When the venue says it held: nanoseconds since the Unix epoch; 0 when it does not say.</summary>
    public readonly long VenueTimeNanos = venueTimeNanos;
}
