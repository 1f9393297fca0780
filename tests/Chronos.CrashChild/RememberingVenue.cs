using System.Globalization;
using Chronos.Core.Model;
using Chronos.Core.Routing;
using Chronos.Core.Venues;

namespace Chronos.CrashChild;

/// <summary>
/// A venue that remembers beyond the process what it was sent, and settles what the books of a dead run still hold: what it
/// was sent it works, what it was not sent it says was never sent. It can kill the process when the n-th order's message is
/// built, which is when its record is safe and nothing has left, or when it has taken that order and not yet answered.
/// </summary>
internal sealed class RememberingVenue(string memory, OneByOne output, string point, int killAt) : IVenue
{
    private readonly PaperVenue _paper = new(new PaperVenueOptions { Name = "paper", TakerFeePpm = 0, MakerFeePpm = 0 });
    private int _built;
    private int _sent;

    public string Name => _paper.Name;

    public bool IsSimulated => true;

    public int MessageBytesMax => _paper.MessageBytesMax;

    public void Start(VenueBaseline baseline, IVenueReports reports)
    {
        string[] known = File.Exists(memory) ? File.ReadAllLines(memory) : [];
        List<BaselineOrder> working = [];
        foreach (var order in baseline.Orders)
        {
            var isKnown = known.Contains(Text(order.Id));
            output.Say($"held {order.Id.Value} {order.Acknowledged} {isKnown}");
            if (isKnown)
            {
                working.Add(order with { Acknowledged = true });
            }

            if (!isKnown || !order.Acknowledged)
            {
                Tell(in order, isKnown ? ReportKind.Acknowledged : ReportKind.NotSent, reports);
            }
        }

        _paper.Start(Like(baseline, working), reports);
    }

    public int BuildMessage(in SealedOrder order, Span<byte> message)
    {
        var length = _paper.BuildMessage(in order, message);
        if (++_built == killAt && point == "safe")
        {
            output.Say($"killed {order.Id.Value} {order.Sequence}");
            OwnProcess.Kill();
        }

        return length;
    }

    public bool TryReadMessage(ReadOnlySpan<byte> message, out MessageTerms terms) => _paper.TryReadMessage(message, out terms);

    public void Send(in VerifiedOrder order, IVenueReports reports)
    {
        File.AppendAllText(memory, Text(order.Order.Id) + "\n");
        output.Say($"sent {order.Order.Id.Value}");
        if (++_sent == killAt && point == "sent")
        {
            output.Say($"killed {order.Order.Id.Value} {order.Order.Sequence}");
            OwnProcess.Kill();
        }

        _paper.Send(in order, reports);
    }

    public void Cancel(in OrderCancel cancel, IVenueReports reports) => _paper.Cancel(in cancel, reports);

    public void OnQuote(in Quote quote, IVenueReports reports) => _paper.OnQuote(in quote, reports);

    public void OnTick(long timeNanos, IVenueReports reports) => _paper.OnTick(timeNanos, reports);

    private static string Text(OrderId id) => id.Value.ToString(CultureInfo.InvariantCulture);

    private static void Tell(in BaselineOrder order, ReportKind kind, IVenueReports reports) => reports.Report(new ExecutionReport
    {
        Order = order.Id,
        VenueOrderId = kind == ReportKind.NotSent ? 0 : order.Id.Value,
        Instrument = order.Instrument,
        Account = order.Account,
        Kind = kind,
        Side = order.Side,
        Flags = ReportFlags.Simulated,
    });

    private static VenueBaseline Like(VenueBaseline baseline, List<BaselineOrder> orders) => new()
    {
        Venue = baseline.Venue,
        EngineId = baseline.EngineId,
        Policy = baseline.Policy,
        Epoch = baseline.Epoch,
        TimeNanos = baseline.TimeNanos,
        Positions = baseline.Positions,
        Balances = baseline.Balances,
        Orders = orders,
    };
}
