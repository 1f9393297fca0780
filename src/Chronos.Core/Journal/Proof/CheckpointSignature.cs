using System.Buffers.Binary;

namespace Chronos.Core.Journal.Proof;

/// <summary>
/// The form of a checkpoint's signature: r and s of ECDSA over P-256, 32 bytes each, big endian. With (r, s) also
/// (r, n - s) fits the same content; only the one with the smaller s counts here, so that nobody without the key can make
/// another signature out of one that is there.
/// </summary>
internal static class CheckpointSignature
{
    /// <summary>Bytes of a signature.</summary>
    public const int Bytes = 64;

    private const int HalfBytes = 32;

    // The order of the curve's group, and the largest s that is not larger than n - s.
    private static readonly byte[] Order =
        Convert.FromHexString("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551");

    private static readonly byte[] LargestS =
        Convert.FromHexString("7fffffff800000007fffffffffffffffde737d56d38bcf4279dce5617e3192a8");

    /// <summary>Whether s is the smaller of the two.</summary>
    public static bool IsSmaller(ReadOnlySpan<byte> signature) =>
        signature[HalfBytes..].SequenceCompareTo(LargestS) <= 0;

    /// <summary>Puts the smaller s in the place of the larger.</summary>
    public static void MakeSmaller(Span<byte> signature)
    {
        if (IsSmaller(signature))
        {
            return;
        }

        var s = signature[HalfBytes..];
        var borrow = 0L;
        for (var i = HalfBytes - sizeof(uint); i >= 0; i -= sizeof(uint))
        {
            var difference = BinaryPrimitives.ReadUInt32BigEndian(Order.AsSpan(i))
                - (long)BinaryPrimitives.ReadUInt32BigEndian(s[i..]) - borrow;
            borrow = difference < 0 ? 1 : 0;
            BinaryPrimitives.WriteUInt32BigEndian(s[i..], unchecked((uint)difference));
        }
    }
}
