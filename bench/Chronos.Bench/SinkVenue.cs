using Chronos.Core.Engine;
using Chronos.Core.Model;
using Chronos.Core.Ring;
using Chronos.Core.Routing;

namespace Chronos.Bench;

/// <summary>
/// The far end of the venue's ring, emptied by the producing thread itself, so that no third thread spins on two
/// processors: it counts sealed orders and answers each with a Canceled report, which releases the reservation.
/// </summary>
internal sealed class SinkVenue : IEventHandler<OutboundMessage>
{
    private const int BatchMax = 32;

    private readonly EventProcessor<OutboundMessage, SinkVenue> _processor;
    private IVenueReports? _reports;

    public SinkVenue(RingBuffer<OutboundMessage> ring) => _processor = new EventProcessor<OutboundMessage, SinkVenue>(ring, this);

    /// <summary>Orders taken and answered.</summary>
    public long Orders { get; private set; }

    /// <summary>Takes what is there and answers through <paramref name="reports"/>; never waits.</summary>
    public int Poll(IVenueReports? reports)
    {
        _reports = reports;
        return _processor.Poll(BatchMax);
    }

    public void OnEvent(ref OutboundMessage data, long sequence, bool endOfBatch)
    {
        if (data.Kind == OutboundKind.Order)
        {
            Orders++;
            _reports!.Report(Workload.Canceled(in data.Order));
        }
    }
}
