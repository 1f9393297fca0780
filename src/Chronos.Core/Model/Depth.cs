using System.Runtime.InteropServices;

namespace Chronos.Core.Model;

/// <summary>The best levels of an instrument's order book. 176 bytes, little endian, part of the journal format.</summary>
/// <remarks>
/// <code>
///  0 instrument i32 | bidCount u8 | askCount u8 | zero u16
///  8 venueTime i64
/// 16 bids: 5 x (price i64, quantity i64), best first
/// 96 asks: 5 x (price i64, quantity i64), best first
/// </code>
/// </remarks>
[StructLayout(LayoutKind.Sequential)]
public struct Depth
{
    /// <summary>The instrument.</summary>
    public InstrumentId Instrument;

    /// <summary>Levels of <see cref="Bids"/> in use.</summary>
    public byte BidCount;

    /// <summary>Levels of <see cref="Asks"/> in use.</summary>
    public byte AskCount;

    private readonly ushort _reserved;

    /// <summary>When the venue says it held: nanoseconds since the Unix epoch; information only.</summary>
    public long VenueTimeNanos;

    /// <summary>What is bought, highest price first.</summary>
    public DepthLevels Bids;

    /// <summary>What is sold, lowest price first.</summary>
    public DepthLevels Asks;
}
