using System.Globalization;
using System.Text;
using Chronos.Core.Model;
using Chronos.Core.Routing;
using Chronos.Core.Venues;

namespace Chronos.CrashChild;

/// <summary>
/// A paper venue that first writes each order's id, its deciding sequence and the watermark it had to wait for to a
/// stream, in one system call: from then on the order has left the process, whatever happens to it.
/// </summary>
internal sealed class PrintingVenue(Stream output) : IVenue
{
    private readonly PaperVenue _paper = new(new PaperVenueOptions { Name = "paper", TakerFeePpm = 0, MakerFeePpm = 0 });

    /// <summary>How far the journal has come, by the durability of the run.</summary>
    public Func<long> Watermark { get; set; } = () => 0;

    public string Name => _paper.Name;

    public bool IsSimulated => true;

    public int MessageBytesMax => _paper.MessageBytesMax;

    public void Start(VenueBaseline baseline, IVenueReports reports) => _paper.Start(baseline, reports);

    public int BuildMessage(in SealedOrder order, Span<byte> message) => _paper.BuildMessage(in order, message);

    public bool TryReadMessage(ReadOnlySpan<byte> message, out MessageTerms terms) => _paper.TryReadMessage(message, out terms);

    public void Send(in VerifiedOrder order, IVenueReports reports)
    {
        var line = string.Create(CultureInfo.InvariantCulture, $"{order.Order.Id.Value} {order.Order.Sequence} {Watermark()}\n");
        output.Write(Encoding.ASCII.GetBytes(line));
        output.Flush();
        _paper.Send(in order, reports);
    }

    public void Cancel(in OrderCancel cancel, IVenueReports reports) => _paper.Cancel(in cancel, reports);

    public void OnQuote(in Quote quote, IVenueReports reports) => _paper.OnQuote(in quote, reports);

    public void OnTick(long timeNanos, IVenueReports reports) => _paper.OnTick(timeNanos, reports);
}
