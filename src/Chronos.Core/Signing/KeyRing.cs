namespace Chronos.Core.Signing;

/// <summary>
/// The keys an engine accepts: one that signs and, during a rotation, one whose seals are still verified. Without a
/// key there is no ring, and without a ring no engine. Immutable and safe from any thread until disposed.
/// </summary>
public sealed class KeyRing : IDisposable
{
    /// <summary>A rotation has one key on its way in and one on its way out.</summary>
    public const int KeysMax = 2;

    private readonly SealKey[] _keys;

    /// <summary>Takes ownership of the keys, which it disposes; the first is the active one.</summary>
    /// <exception cref="ArgumentException">No key, more than two, or two that share an id or a secret.</exception>
    public KeyRing(params ReadOnlySpan<SealKey> keys)
    {
        if (keys.Length is 0 or > KeysMax)
        {
            throw new ArgumentException($"A key ring holds 1 to {KeysMax} keys, not {keys.Length}.", nameof(keys));
        }

        foreach (var key in keys)
        {
            ArgumentNullException.ThrowIfNull(key, nameof(keys));
        }

        if (keys.Length == KeysMax && keys[0].KeyId == keys[1].KeyId)
        {
            throw new ArgumentException($"Both keys have the id {keys[0].KeyId}.", nameof(keys));
        }

        if (keys.Length == KeysMax && keys[0].HasSameSecret(keys[1]))
        {
            throw new ArgumentException($"{keys[0]} and {keys[1]} have the same secret.", nameof(keys));
        }

        _keys = keys.ToArray();
    }

    /// <summary>The key that new seals are made with.</summary>
    public ushort ActiveKeyId => _keys[0].KeyId;

    /// <summary>The other key, whose seals are accepted during a rotation, or null.</summary>
    public ushort? VerifyOnlyKeyId => _keys.Length == KeysMax ? _keys[1].KeyId : null;

    /// <summary>Whether seals that carry this id can be verified.</summary>
    public bool Contains(ushort keyId) => Find(keyId) is not null;

    /// <summary>
    /// A new signer for this key, which the calling thread owns and disposes. Made once at start, never per order.
    /// </summary>
    /// <exception cref="ArgumentException">The ring does not hold the key.</exception>
    public IOrderSigner CreateSigner(ushort keyId)
    {
        var key = Find(keyId) ?? throw new ArgumentException($"The ring holds no key {keyId}.", nameof(keyId));
        return key.CreateSigner();
    }

    /// <summary>Zeroes all secrets. Signers made before live on until they are disposed.</summary>
    public void Dispose()
    {
        foreach (var key in _keys)
        {
            key.Dispose();
        }
    }

    private SealKey? Find(ushort keyId)
    {
        foreach (var key in _keys)
        {
            if (key.KeyId == keyId)
            {
                return key;
            }
        }

        return null;
    }
}
