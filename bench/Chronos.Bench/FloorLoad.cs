using Chronos.Core;
using Chronos.Core.Engine;
using Chronos.Core.Ring;

namespace Chronos.Bench;

/// <summary>Produces for the floor: the same proposals, and nothing else.</summary>
internal sealed class FloorLoad(FloorRig rig) : ILoad
{
    private long _sent;

    public RingBuffer<EventSlot> Ring => rig.Ring;

    public bool IsIdle => true;

    public bool TrySend(long intendedNanos)
    {
        if (!rig.Ring.TryClaim(out var sequence))
        {
            return false;
        }

        EventWriter.Write(
            ref rig.Ring[sequence], Workload.Proposal(_sent++, intendedNanos), new IngressStamp(intendedNanos, intendedNanos));
        rig.Ring.Publish(sequence);
        return true;
    }

    public void Pump()
    {
    }

    public void SendMarket()
    {
    }
}
