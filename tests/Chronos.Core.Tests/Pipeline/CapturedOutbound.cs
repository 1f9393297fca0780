using Chronos.Core.Model;
using Chronos.Core.Routing;

namespace Chronos.Core.Tests.Pipeline;

/// <summary>Remembers what was handed over, or with <paramref name="keep"/> off only counts it, allocating nothing.</summary>
internal sealed class CapturedOutbound(bool keep = true) : IOutbound
{
    public List<SealedOrder> Orders { get; } = [];

    public List<OrderCancel> Cancels { get; } = [];

    public int Handed { get; private set; }

    public void Hand(in SealedOrder order, long ingressStampNanos)
    {
        Handed++;
        if (keep)
        {
            Orders.Add(order);
        }
    }

    public void Hand(in OrderCancel cancel)
    {
        Handed++;
        if (keep)
        {
            Cancels.Add(cancel);
        }
    }

    public void Hand(in Quote quote) => Handed++;

    public void HandTick(long timeNanos) => Handed++;
}
