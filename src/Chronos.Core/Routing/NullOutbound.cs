using Chronos.Core.Model;

namespace Chronos.Core.Routing;

/// <summary>Hands nothing to nobody: what a replay decided left long ago or never.</summary>
internal sealed class NullOutbound : IOutbound
{
    /// <inheritdoc />
    public void Hand(in SealedOrder order, long ingressStampNanos)
    {
    }

    /// <inheritdoc />
    public void Hand(in OrderCancel cancel)
    {
    }

    /// <inheritdoc />
    public void Hand(in Quote quote)
    {
    }

    /// <inheritdoc />
    public void HandTick(long timeNanos)
    {
    }
}
