using System.Buffers.Binary;
using Chronos.Core.Model;

namespace Chronos.Core.Venues;

/// <summary>The paper venue's wire message. 40 bytes, little endian; what it says is all the venue acts on.</summary>
/// <remarks>
/// <code>
///   0 orderId u64
///   8 instrument u32 | account u32
///  16 terms u8 | zero 7 B
///  24 quantity i64
///  32 worstPrice i64
/// </code>
/// </remarks>
internal static class PaperMessage
{
    public const int Bytes = 40;

    public static int Write(in SealedOrder order, Span<byte> message)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(message, order.Id.Value);
        BinaryPrimitives.WriteInt32LittleEndian(message[8..], order.Instrument.Value);
        BinaryPrimitives.WriteInt32LittleEndian(message[12..], order.Account.Value);
        BinaryPrimitives.WriteUInt64LittleEndian(message[16..], order.PackedTerms);
        BinaryPrimitives.WriteInt64LittleEndian(message[24..], order.Quantity.Units);
        BinaryPrimitives.WriteInt64LittleEndian(message[32..], order.WorstPrice.Units);
        return Bytes;
    }

    public static bool TryRead(ReadOnlySpan<byte> message, out MessageTerms terms)
    {
        terms = default;
        if (message.Length != Bytes)
        {
            return false;
        }

        var packed = BinaryPrimitives.ReadUInt64LittleEndian(message[16..]);
        terms = new MessageTerms(
            new OrderId(BinaryPrimitives.ReadUInt64LittleEndian(message)),
            new InstrumentId(BinaryPrimitives.ReadInt32LittleEndian(message[8..])),
            new AccountId(BinaryPrimitives.ReadInt32LittleEndian(message[12..])),
            OrderTerms.Unpack((byte)(packed & byte.MaxValue)),
            Quantity.FromUnits(BinaryPrimitives.ReadInt64LittleEndian(message[24..])),
            Price.FromUnits(BinaryPrimitives.ReadInt64LittleEndian(message[32..])));
        return terms.Terms.Pack() == packed;
    }
}
