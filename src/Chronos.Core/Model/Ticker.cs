using System.Runtime.InteropServices;

namespace Chronos.Core.Model;

/// <summary>What a venue says about trading in an instrument besides its quote. 40 bytes, little endian, part of the journal format.</summary>
/// <remarks>
/// <code>
///  0 instrument i32 | fields u8 | status u8 | zero u16
///  8 last i64
/// 16 mark i64
/// 24 volume i64
/// 32 venueTime i64
/// </code>
/// </remarks>
[StructLayout(LayoutKind.Sequential)]
public record struct Ticker
{
    /// <summary>The instrument.</summary>
    public InstrumentId Instrument;

    /// <summary>Which figures are meant.</summary>
    public TickerFields Fields;

    /// <summary>Whether it trades.</summary>
    public MarketStatus Status;

    private readonly ushort _reserved;

    /// <summary>Price of the last trade.</summary>
    public Price Last;

    /// <summary>The venue's mark price.</summary>
    public Price Mark;

    /// <summary>Base volume traded since the ticker before that carried one.</summary>
    public Quantity Volume;

    /// <summary>When the venue says it held: nanoseconds since the Unix epoch; information only.</summary>
    public long VenueTimeNanos;
}
