using System.Security.Cryptography;

namespace Chronos.Core.Signing;

/// <summary>
/// Makes signers: the first implementation that passes <see cref="SignerSelfTest"/> on this machine, libcrypto before
/// managed. The choice is made once per process; when nothing passes, every call throws.
/// </summary>
public static class OrderSigner
{
    /// <summary>Length of a seal: one whole HMAC-SHA256, never truncated.</summary>
    public const int SealBytes = 32;

    private static readonly Lazy<SignerConstructor> Chosen = new(() => Choose(CreateLibcrypto, CreateManaged));

    /// <summary>
    /// A new signer for <paramref name="key"/>, owned and disposed by the caller. Any thread. The key is not kept
    /// beyond what the signer derives from it.
    /// </summary>
    /// <exception cref="ArgumentException">The key is empty.</exception>
    /// <exception cref="CryptographicException">No implementation computes HMAC-SHA256 correctly here.</exception>
    public static IOrderSigner Create(ReadOnlySpan<byte> key)
    {
        if (key.IsEmpty)
        {
            throw new ArgumentException("A signer needs a key.", nameof(key));
        }

        return Chosen.Value(key)
            ?? throw new CryptographicException("The chosen signer disagrees with the platform's HMAC-SHA256.");
    }

    internal static SignerConstructor Choose(params ReadOnlySpan<SignerConstructor> candidates)
    {
        var failure = "no signer to test";
        foreach (var candidate in candidates)
        {
            failure = SignerSelfTest.FindFailure(candidate);
            if (failure is null)
            {
                return candidate;
            }
        }

        throw new CryptographicException($"No signer passes the self-test: {failure}.");
    }

    internal static IOrderSigner CreateManaged(ReadOnlySpan<byte> key) => new ManagedSigner(key);

    internal static IOrderSigner? CreateLibcrypto(ReadOnlySpan<byte> key) =>
        LibcryptoSigner.TryCreate(key, out var signer) ? signer : null;
}
