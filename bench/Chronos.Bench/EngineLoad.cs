using Chronos.Core;
using Chronos.Core.Engine;
using Chronos.Core.Ring;

namespace Chronos.Bench;

/// <summary>Produces for the whole engine: proposals, the venue's answers, quotes and snapshots.</summary>
internal sealed class EngineLoad(EngineRig rig) : ILoad
{
    private readonly ReportPublisher _reports = new(rig.Ring, new IngressClock(rig.Clock, rig.Clock));
    private bool _marketDue;

    public RingBuffer<EventSlot> Ring => rig.Ring;

    public long Sent { get; private set; }

    public bool IsIdle => rig.Venue.Orders == Sent;

    public bool TrySend(long intendedNanos)
    {
        // Every answer published before a proposal is processed before it, so the venue window can never be passed.
        if (Sent - rig.Venue.Orders >= BenchPolicy.UnansweredOrdersMax || !rig.Ring.TryClaim(out var sequence))
        {
            return false;
        }

        EventWriter.Write(
            ref rig.Ring[sequence], Workload.Proposal(Sent, intendedNanos), new IngressStamp(intendedNanos, intendedNanos));
        rig.Ring.Publish(sequence);
        Sent++;
        _marketDue |= Sent % Workload.ProposalsPerQuote == 0;
        return true;
    }

    public void Pump() => rig.Venue.Poll(_reports);

    public void SendMarket()
    {
        if (_marketDue && rig.Ring.TryClaim(out var sequence))
        {
            rig.WriteMarket(ref rig.Ring[sequence]);
            rig.Ring.Publish(sequence);
            _marketDue = false;
        }
    }
}
