using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
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

    private const ulong Version = 1;
    private const int VersionShift = 16;
    private const int ContextShift = 24;

    /// <summary>Writes the canonical bytes and zeros after them.</summary>
    /// <remarks>
    /// In whole vectors, as the signer loads them: a load that spans several younger stores would wait until they have
    /// reached the cache.
    /// </remarks>
    public static void Write(
        OrderId id,
        ProposalId proposal,
        Quantity quantity,
        Price worstPrice,
        long expiresAtNanos,
        byte terms,
        byte voteBitmap,
        ReadOnlySpan<byte> context,
        ref CanonicalBlock block)
    {
        var head = BinaryPrimitives.ReadUInt64LittleEndian(context);
        ulong tail = BinaryPrimitives.ReadUInt32LittleEndian(context[sizeof(ulong)..]);
        var packed = terms | ((ulong)voteBitmap << 8) | (Version << VersionShift) | (head << ContextShift);
        var rest = (head >> (64 - ContextShift)) | (tail << ContextShift);
        ref var start = ref Unsafe.As<CanonicalBlock, byte>(ref block);
        Vector128.Create(id.Value, proposal.Value).AsByte().StoreUnsafe(ref start);
        Vector128.Create(quantity.Units, worstPrice.Units).AsByte().StoreUnsafe(ref start, 16);
        Vector128.Create(unchecked((ulong)expiresAtNanos), packed).AsByte().StoreUnsafe(ref start, 32);
        Vector128.Create(rest, 0UL).AsByte().StoreUnsafe(ref start, 48);
    }
}
