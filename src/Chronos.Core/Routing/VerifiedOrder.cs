using Chronos.Core.Model;

namespace Chronos.Core.Routing;

/// <summary>
/// An order whose seal matches what its message says, checked just now, together with that message. Only
/// <see cref="SealVerifier"/> makes one, and it cannot be kept.
/// </summary>
public readonly ref struct VerifiedOrder
{
    internal VerifiedOrder(ref readonly SealedOrder order, ReadOnlySpan<byte> message)
    {
        Order = ref order;
        Message = message;
    }

    /// <summary>The order.</summary>
    public readonly ref readonly SealedOrder Order;

    /// <summary>The bytes to send.</summary>
    public ReadOnlySpan<byte> Message { get; }
}
