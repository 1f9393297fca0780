using System.Diagnostics.CodeAnalysis;

namespace Chronos.Core.Signing;

/// <summary>The refusal shared by the signers, kept off their straight path.</summary>
internal static class SealLength
{
    [DoesNotReturn]
    public static void Throw(ReadOnlySpan<byte> seal) =>
        throw new ArgumentException(
            $"A seal has {OrderSigner.SealBytes} bytes, this buffer has {seal.Length}.", nameof(seal));
}
