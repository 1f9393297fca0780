namespace Chronos.Core.Signing;

/// <summary>Makes a signer for a key, or returns null when its implementation is not available here.</summary>
internal delegate IOrderSigner? SignerConstructor(ReadOnlySpan<byte> key);
