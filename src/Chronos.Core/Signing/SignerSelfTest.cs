using System.Security.Cryptography;

namespace Chronos.Core.Signing;

/// <summary>
/// The start-up proof that a signer computes HMAC-SHA256: the RFC 4231 cases, then agreement with the platform's
/// <see cref="HMACSHA256"/> for every message length from 0 to 256. Takes about a millisecond.
/// </summary>
public static class SignerSelfTest
{
    private const int CrossCheckBytesMax = 256;

    // Both sides of each step in the number of blocks, and the sizes that seals have.
    private static ReadOnlySpan<byte> KeyCheckLengths => [0, 48, 55, 56, 64, 119, 120, 200];

    /// <summary>
    /// Makes the choice of <see cref="OrderSigner"/> now, at start-up, rather than with the first signer.
    /// </summary>
    /// <returns>The name of the implementation that will sign.</returns>
    /// <exception cref="CryptographicException">
    /// Not even the managed signer is correct; names the failing case.
    /// </exception>
    public static string Run()
    {
        using var signer = OrderSigner.Create(Pattern(OrderSigner.SealBytes));
        return signer.Name;
    }

    /// <summary>The first case that signers of this constructor get wrong, or null when all are right.</summary>
    internal static string? FindFailure(SignerConstructor constructor) =>
        FindPublishedFailure(constructor) ?? FindCrossCheckFailure(constructor);

    /// <summary>Whether signer and platform agree under <paramref name="key"/> on a few telling lengths.</summary>
    internal static bool AgreesWithPlatform(IOrderSigner signer, ReadOnlySpan<byte> key)
    {
        var message = Pattern(CrossCheckBytesMax);
        foreach (var length in KeyCheckLengths)
        {
            if (!AgreesWithPlatform(signer, key, message.AsSpan(0, length)))
            {
                return false;
            }
        }

        return true;
    }

    private static string? FindPublishedFailure(SignerConstructor constructor)
    {
        Span<byte> seal = stackalloc byte[OrderSigner.SealBytes];
        foreach (var vector in Rfc4231.Vectors)
        {
            using var signer = constructor(vector.Key);
            if (signer is null)
            {
                return "the signer is not available";
            }

            signer.Sign(vector.Message, seal);
            if (!seal[..vector.Seal.Length].SequenceEqual(vector.Seal))
            {
                return $"{signer.Name} fails RFC 4231 case {vector.Case}";
            }
        }

        return null;
    }

    private static string? FindCrossCheckFailure(SignerConstructor constructor)
    {
        var key = Pattern(OrderSigner.SealBytes);
        var message = Pattern(CrossCheckBytesMax);
        using var signer = constructor(key);
        if (signer is null)
        {
            return "the signer is not available";
        }

        for (var length = 0; length <= CrossCheckBytesMax; length++)
        {
            if (!AgreesWithPlatform(signer, key, message.AsSpan(0, length)))
            {
                return $"{signer.Name} disagrees with the platform's HMAC-SHA256 on {length} bytes";
            }
        }

        return null;
    }

    private static bool AgreesWithPlatform(IOrderSigner signer, ReadOnlySpan<byte> key, ReadOnlySpan<byte> message)
    {
        Span<byte> expected = stackalloc byte[OrderSigner.SealBytes];
        Span<byte> actual = stackalloc byte[OrderSigner.SealBytes];
        HMACSHA256.HashData(key, message, expected);
        signer.Sign(message, actual);
        return CryptographicOperations.FixedTimeEquals(expected, actual)
            && (message.Length > CanonicalOrder.Bytes || AgreesAsOneBlock(signer, message, expected));
    }

    // Orders are sealed this way, so it is tested as much as the other.
    private static bool AgreesAsOneBlock(IOrderSigner signer, ReadOnlySpan<byte> message, ReadOnlySpan<byte> expected)
    {
        Span<byte> block = stackalloc byte[CanonicalBlock.Bytes];
        Span<byte> actual = stackalloc byte[OrderSigner.SealBytes];
        block.Clear();
        message.CopyTo(block);
        signer.SignOneBlock(block, message.Length, actual);
        return CryptographicOperations.FixedTimeEquals(expected, actual);
    }

    // Bytes that differ from their neighbours and repeat only after 256.
    private static byte[] Pattern(int count)
    {
        var bytes = new byte[count];
        for (var i = 0; i < count; i++)
        {
            bytes[i] = unchecked((byte)((i * 167) + 13));
        }

        return bytes;
    }
}
