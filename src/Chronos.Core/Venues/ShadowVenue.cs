using Chronos.Core.Model;
using Chronos.Core.Routing;

namespace Chronos.Core.Venues;

/// <summary>
/// Sends nothing: orders are built, sealed and verified as for a real venue, and then reported as not sent. It holds no
/// position and a balance that only lets the limits be judged.
/// </summary>
/// <param name="name">The policy's name for the venue.</param>
/// <param name="balance">Balance told for every account.</param>
public sealed class ShadowVenue(string name, Notional balance) : IVenue
{
    private VenueBaseline? _baseline;

    /// <inheritdoc />
    public string Name => name;

    /// <inheritdoc />
    public bool IsSimulated => true;

    /// <inheritdoc />
    public int MessageBytesMax => PaperMessage.Bytes;

    /// <inheritdoc />
    public void Start(VenueBaseline baseline, IVenueReports reports)
    {
        ArgumentNullException.ThrowIfNull(baseline);
        ArgumentNullException.ThrowIfNull(reports);
        _baseline = baseline;
        foreach (var order in baseline.Orders)
        {
            NotSent(order.Id, order.Instrument, order.Account, order.Side, reports);
        }

        OnTick(baseline.TimeNanos, reports);
    }

    /// <inheritdoc />
    public int BuildMessage(in SealedOrder order, Span<byte> message) => PaperMessage.Write(in order, message);

    /// <inheritdoc />
    public bool TryReadMessage(ReadOnlySpan<byte> message, out MessageTerms terms) => PaperMessage.TryRead(message, out terms);

    /// <inheritdoc />
    public void Send(in VerifiedOrder order, IVenueReports reports)
    {
        ArgumentNullException.ThrowIfNull(reports);
        NotSent(order.Order.Id, order.Order.Instrument, order.Order.Account, order.Order.Terms.Side, reports);
    }

    /// <inheritdoc />
    public void Cancel(in OrderCancel cancel, IVenueReports reports)
    {
        ArgumentNullException.ThrowIfNull(reports);
        reports.Report(new ExecutionReport
        {
            Order = cancel.Id,
            Instrument = cancel.Instrument,
            Account = cancel.Account,
            Kind = ReportKind.CancelRejected,
            Side = cancel.Side,
            Flags = ReportFlags.Simulated | ReportFlags.AnswersCancel,
        });
    }

    /// <inheritdoc />
    public void OnQuote(in Quote quote, IVenueReports reports)
    {
    }

    /// <inheritdoc />
    public void OnTick(long timeNanos, IVenueReports reports)
    {
        ArgumentNullException.ThrowIfNull(reports);
        foreach (var (account, instrument) in _baseline!.Pairs())
        {
            reports.Report(new AccountSnapshot
            {
                Account = account,
                Instrument = instrument,
                Fields = SnapshotFields.Position | SnapshotFields.Balance | SnapshotFields.SessionUp,
                Balance = balance,
                VenueTimeNanos = timeNanos,
            });
        }
    }

    private static void NotSent(OrderId id, InstrumentId instrument, AccountId account, OrderSide side, IVenueReports reports) =>
        reports.Report(new ExecutionReport
        {
            Order = id,
            Instrument = instrument,
            Account = account,
            Kind = ReportKind.NotSent,
            Side = side,
            Flags = ReportFlags.Simulated,
            Reason = ReasonCode.ShadowNotSent,
        });
}
