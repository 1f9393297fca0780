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

    /// <summary>
    /// As <see cref="Sign"/> for the first <paramref name="length"/> bytes of a block of 64, of which the others are zero.
    /// An implementation may be faster with it.
    /// </summary>
    void SignOneBlock(ReadOnlySpan<byte> block, int length, Span<byte> seal) => Sign(block[..length], seal);
}
