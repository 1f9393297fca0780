using System.Security.Cryptography;

namespace Chronos.Core.Signing;

/// <summary>
/// The portable signer: the platform's own HMAC, kept keyed between calls. Used where libcrypto cannot be. The
/// platform holds the key until <see cref="Dispose"/>.
/// </summary>
public sealed class ManagedSigner : IOrderSigner
{
    private readonly IncrementalHash _hash;

    /// <summary>Keys the platform's HMAC-SHA256 with <paramref name="key"/>.</summary>
    public ManagedSigner(ReadOnlySpan<byte> key)
    {
        _hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
    }

    /// <inheritdoc />
    public string Name => "managed";

    /// <inheritdoc />
    public void Sign(ReadOnlySpan<byte> message, Span<byte> seal)
    {
        if (seal.Length != OrderSigner.SealBytes)
        {
            SealLength.Throw(seal);
        }

        _hash.AppendData(message);
        _hash.GetHashAndReset(seal);
    }

    /// <summary>Releases the platform's HMAC, which clears its key.</summary>
    public void Dispose() => _hash.Dispose();
}
