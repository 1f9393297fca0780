using Chronos.Core.Model;
using Chronos.Core.Routing;
using Chronos.Core.Venues;

namespace Chronos.Core.Tests.Scenarios;

/// <summary>A paper venue that keeps its thread inside the first send until it is released.</summary>
internal sealed class BlockingVenue : IVenue, IDisposable
{
    private readonly PaperVenue _paper = new(new PaperVenueOptions { Name = "paper" });

    public ManualResetEventSlim Entered { get; } = new();

    public ManualResetEventSlim Release { get; } = new();

    public List<OrderId> Sent { get; } = [];

    public string Name => _paper.Name;

    public bool IsSimulated => true;

    public int MessageBytesMax => _paper.MessageBytesMax;

    public void Start(VenueBaseline baseline, IVenueReports reports) => _paper.Start(baseline, reports);

    public int BuildMessage(in SealedOrder order, Span<byte> message) => _paper.BuildMessage(in order, message);

    public bool TryReadMessage(ReadOnlySpan<byte> message, out MessageTerms terms) => _paper.TryReadMessage(message, out terms);

    public void Send(in VerifiedOrder order, IVenueReports reports)
    {
        Sent.Add(order.Order.Id);
        Entered.Set();
        Assert.True(Release.Wait(TimeSpan.FromSeconds(30)));
        _paper.Send(in order, reports);
    }

    public void Cancel(in OrderCancel cancel, IVenueReports reports) => _paper.Cancel(in cancel, reports);

    public void OnQuote(in Quote quote, IVenueReports reports) => _paper.OnQuote(in quote, reports);

    public void OnTick(long timeNanos, IVenueReports reports) => _paper.OnTick(timeNanos, reports);

    public void Dispose()
    {
        Entered.Dispose();
        Release.Dispose();
    }
}
