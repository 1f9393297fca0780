using System.Diagnostics;
using System.Security.Cryptography;

namespace Chronos.Core.Signing;

/// <summary>
/// One secret under which orders are sealed, with the id that seals carry. The secret lives in native memory, is
/// zeroed on <see cref="Dispose"/>, and is readable by nobody: a key only makes signers.
/// </summary>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class SealKey : IDisposable
{
    /// <summary>Shortest accepted secret: the output length of HMAC-SHA256, the minimum of RFC 2104.</summary>
    public const int SecretBytesMin = 32;

    /// <summary>Longest accepted secret; beyond one block of 64 bytes a longer one adds nothing.</summary>
    public const int SecretBytesMax = 256;

    /// <summary>Copies <paramref name="secret"/>; the caller zeroes its own.</summary>
    /// <param name="keyId">1 to 65535; 0 stands for no key.</param>
    /// <param name="secret">32 to 256 bytes, not all equal.</param>
    /// <exception cref="ArgumentException">Id 0, or a secret too short, too long or all one byte.</exception>
    public SealKey(ushort keyId, ReadOnlySpan<byte> secret)
    {
        if (FindFault(keyId, secret) is { } fault)
        {
            throw new ArgumentException($"Seal key refused: {fault}.");
        }

        KeyId = keyId;
        Memory = new SecretMemory(secret.Length);
        secret.CopyTo(Memory.Bytes);
    }

    /// <summary>The id that seals made with this key carry, 1 to 65535.</summary>
    public ushort KeyId { get; }

    internal SecretMemory Memory { get; }

    /// <summary>Zeroes and frees the secret. Signers made before live on.</summary>
    public void Dispose() => Memory.Dispose();

    /// <summary>The key id alone, never the secret.</summary>
    public override string ToString() => $"SealKey {KeyId}";

    internal static string? FindFault(ushort keyId, ReadOnlySpan<byte> secret)
    {
        if (keyId == 0)
        {
            return "key id 0 stands for no key";
        }

        if (secret.Length < SecretBytesMin)
        {
            return $"the secret has {secret.Length} bytes, at least {SecretBytesMin} are needed";
        }

        if (secret.Length > SecretBytesMax)
        {
            return $"the secret has {secret.Length} bytes, at most {SecretBytesMax} are accepted";
        }

        return secret.ContainsAnyExcept(secret[0]) ? null : "all bytes of the secret are equal";
    }

    internal IOrderSigner CreateSigner()
    {
        var signer = OrderSigner.Create(Memory.Bytes);
        GC.KeepAlive(this);
        return signer;
    }

    internal bool HasSameSecret(SealKey other)
    {
        var same = CryptographicOperations.FixedTimeEquals(Memory.Bytes, other.Memory.Bytes);
        GC.KeepAlive(this);
        GC.KeepAlive(other);
        return same;
    }
}
