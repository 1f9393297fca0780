namespace Chronos.Core.Signing;

/// <summary>Seals with the active key of a ring. Owned by the engine thread.</summary>
internal sealed class KeyedSealer(KeyRing keys) : IOrderSealer, IDisposable
{
    private readonly IOrderSigner _signer = keys.CreateSigner(keys.ActiveKeyId);

    /// <inheritdoc />
    public ushort KeyId => keys.ActiveKeyId;

    /// <inheritdoc />
    public void Seal(in CanonicalBlock canonical, Span<byte> seal) => _signer.SignOneBlock(canonical, CanonicalOrder.Bytes, seal);

    /// <inheritdoc />
    public void Dispose() => _signer.Dispose();
}
