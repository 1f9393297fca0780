using System.Buffers.Binary;
using Chronos.Core.Model;

namespace Chronos.Core.Signing;

/// <summary>
/// The bytes a seal is made over: every field that reaches the venue, and a digest of all that rarely changes. 55 bytes,
/// so that with its padding it is one SHA-256 block. One encoder serves both sides; the verifier never parses, it encodes
/// what the venue's message says and compares.
/// </summary>
/// <remarks>
/// <code>
///   0 orderId u64
///   8 proposalId u64
///  16 quantity i64
///  24 worstPrice i64
///  32 expiresAt i64
///  40 terms u8            side, type, time in force, reduction
///  41 voteBitmap u8
///  42 version u8
///  43 context 12 B        see SealContext
///  55
/// </code>
/// </remarks>
internal static class CanonicalOrder
{
    public const int Bytes = 55;

    private const byte Version = 1;

    public static void Write(
        OrderId id,
        ProposalId proposal,
        Quantity quantity,
        Price worstPrice,
        long expiresAtNanos,
        byte terms,
        byte voteBitmap,
        ReadOnlySpan<byte> context,
        Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(destination, id.Value);
        BinaryPrimitives.WriteUInt64LittleEndian(destination[8..], proposal.Value);
        BinaryPrimitives.WriteInt64LittleEndian(destination[16..], quantity.Units);
        BinaryPrimitives.WriteInt64LittleEndian(destination[24..], worstPrice.Units);
        BinaryPrimitives.WriteInt64LittleEndian(destination[32..], expiresAtNanos);
        destination[40] = terms;
        destination[41] = voteBitmap;
        destination[42] = Version;
        context.CopyTo(destination[43..]);
    }
}
