namespace Chronos.Core.Signing;

/// <summary>
/// Computes seals: HMAC-SHA256 under one key. An instance keeps scratch state and belongs to one thread; each thread
/// that seals or verifies takes its own from <see cref="KeyRing.CreateSigner"/>. Signing does not allocate.
/// </summary>
public interface IOrderSigner : IDisposable
{
    /// <summary>The implementation, for start-up logs and health reports: <c>libcrypto</c> or <c>managed</c>.</summary>
    string Name { get; }

    /// <summary>
    /// Writes the seal of <paramref name="message"/>, which may have any length, to <paramref name="seal"/>, which must
    /// have exactly <see cref="OrderSigner.SealBytes"/> bytes. The two may overlap. Another seal length, or a call
    /// after <see cref="IDisposable.Dispose"/>, is a programming error and throws.
    /// </summary>
    void Sign(ReadOnlySpan<byte> message, Span<byte> seal);
}
