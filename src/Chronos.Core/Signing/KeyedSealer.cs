namespace Chronos.Core.Signing;

/// <summary>Seals with the active key of a ring. Owned by the engine thread.</summary>
internal sealed class KeyedSealer(KeyRing keys) : IOrderSealer, IDisposable
{
    private readonly IOrderSigner _signer = keys.CreateSigner(keys.ActiveKeyId);

    /// <inheritdoc />
    public ushort KeyId => keys.ActiveKeyId;

    /// <inheritdoc />
    public void Seal(ReadOnlySpan<byte> canonical, Span<byte> seal) => _signer.Sign(canonical, seal);

    /// <inheritdoc />
    public void Dispose() => _signer.Dispose();
}
