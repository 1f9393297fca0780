using Chronos.Core.Signing;

namespace Chronos.Core.Tests.Signing;

/// <summary>A signer that is right except for messages of one length, where one bit of the seal is wrong.</summary>
internal sealed class MiscountingSigner(IOrderSigner inner, int wrongLength) : IOrderSigner
{
    public string Name => "miscounting";

    public void Sign(ReadOnlySpan<byte> message, Span<byte> seal)
    {
        inner.Sign(message, seal);
        if (message.Length == wrongLength)
        {
            seal[^1] ^= 1;
        }
    }

    public void Dispose() => inner.Dispose();
}
