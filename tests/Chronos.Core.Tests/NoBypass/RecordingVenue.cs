using Chronos.Core.Model;
using Chronos.Core.Routing;
using Chronos.Core.Venues;

namespace Chronos.Core.Tests.NoBypass;

/// <summary>A venue that remembers what reaches it and answers nothing; it writes the paper venue's message.</summary>
internal sealed class RecordingVenue(bool isSimulated) : IVenue
{
    public List<OrderId> Sent { get; } = [];

    public string Name => "paper";

    public bool IsSimulated => isSimulated;

    public int MessageBytesMax => PaperMessage.Bytes;

    public void Start(VenueBaseline baseline, IVenueReports reports)
    {
    }

    public int BuildMessage(in SealedOrder order, Span<byte> message) => PaperMessage.Write(in order, message);

    public bool TryReadMessage(ReadOnlySpan<byte> message, out MessageTerms terms) => PaperMessage.TryRead(message, out terms);

    public void Send(in VerifiedOrder order, IVenueReports reports) => Sent.Add(order.Order.Id);

    public void Cancel(in OrderCancel cancel, IVenueReports reports)
    {
    }

    public void OnQuote(in Quote quote, IVenueReports reports)
    {
    }

    public void OnTick(long timeNanos, IVenueReports reports)
    {
    }
}
