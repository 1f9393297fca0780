using Chronos.Core.Books;
using Chronos.Core.Model;
using Chronos.Core.Routing;

namespace Chronos.Core.Venues;

/// <summary>
/// Fills against the recorded top of book. A marketable order takes the touch up to the displayed size, which it uses up
/// until the next quote; what is left rests (Gtc, PostOnly) or is canceled (Ioc, Fok). A resting order fills at its own
/// price when a later quote crosses it, best price first, then oldest. A stop the market reaches takes the touch at whatever
/// price, quote after quote, until it is done. What was sealed as a reduction trades only against the position: the rest of it
/// is canceled when there is none left. No randomness and no clock: the same orders and
/// quotes give the same fills. Every fill is marked simulated.
/// </summary>
public sealed class PaperVenue : IVenue
{
    private const int FeePpmMax = 100_000;

    // Execution ids of a run count up from its epoch, so that no two runs share one.
    private const int ExecutionBits = 40;

    private readonly PaperVenueOptions _options;
    private readonly PositionBook _ledger = new();
    private readonly PaperMarket _market = new();
    private VenueBaseline? _baseline;
    private Notional[] _balances = [];
    private ulong _executions;
    private long _timeNanos;

    /// <summary>A paper venue; throws <see cref="ArgumentOutOfRangeException"/> naming the option that is out of range.</summary>
    public PaperVenue(PaperVenueOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentException.ThrowIfNullOrEmpty(options.Name);
        ArgumentOutOfRangeException.ThrowIfNegative(options.OpeningBalance.Units, nameof(options.OpeningBalance));
        ThrowIfNoFee(options.TakerFeePpm, nameof(options.TakerFeePpm));
        ThrowIfNoFee(options.MakerFeePpm, nameof(options.MakerFeePpm));
        _options = options;
    }

    /// <inheritdoc />
    public string Name => _options.Name;

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
        _timeNanos = baseline.TimeNanos;
        _executions = (ulong)baseline.Epoch << ExecutionBits;
        var noQuotes = new QuoteBook();
        noQuotes.Resize(baseline.Policy.Instruments.Count);
        _ledger.Resize(baseline.Policy, noQuotes);
        _market.Resize(baseline.Policy.Instruments.Count);
        _balances = new Notional[baseline.Policy.Accounts.Count];
        Array.Fill(_balances, _options.OpeningBalance);
        foreach (var (account, balance) in baseline.Balances)
        {
            _balances[account.Value] = balance;
        }

        foreach (var held in baseline.Positions)
        {
            ref var entry = ref _ledger[held.Account.Value, held.Instrument.Value];
            entry.Position = held.Position.Units;
            entry.Cost = held.Cost;
        }

        foreach (var order in baseline.Orders)
        {
            Resume(in order, reports);
        }

        TellAll(reports);
    }

    /// <inheritdoc />
    public int BuildMessage(in SealedOrder order, Span<byte> message) => PaperMessage.Write(in order, message);

    /// <inheritdoc />
    public bool TryReadMessage(ReadOnlySpan<byte> message, out MessageTerms terms) => PaperMessage.TryRead(message, out terms);

    /// <inheritdoc />
    public void Send(in VerifiedOrder order, IVenueReports reports)
    {
        ArgumentNullException.ThrowIfNull(reports);
        PaperMessage.TryRead(order.Message, out var terms);
        var working = new PaperOrder
        {
            Id = terms.Id,
            Instrument = terms.Instrument,
            Account = terms.Account,
            Side = terms.Terms.Side,
            Type = terms.Terms.Type,
            ReduceOnly = terms.Terms.Reduces,
            Price = terms.WorstPrice,
            Remaining = terms.Quantity,
        };
        ref var book = ref _market[terms.Instrument];
        if (working.Type == OrderType.StopMarket)
        {
            Tell(in working, ReportKind.Acknowledged, ReasonCode.None, reports);
            RestOrCancel(in working, reports);
            RunStops(working.Instrument, reports);
            return;
        }

        var takes = book.IsCrossedBy(working.Side, working.Price);
        var timeInForce = terms.Terms.TimeInForce;
        if (!book.HasQuote || (takes && timeInForce == TimeInForce.PostOnly))
        {
            Tell(in working, ReportKind.Rejected, ReasonCode.VenueRejected, reports);
            return;
        }

        Tell(in working, ReportKind.Acknowledged, ReasonCode.None, reports);
        if (takes && (timeInForce != TimeInForce.Fok || Available(in working, in book) >= working.Remaining))
        {
            Take(ref working, ref book, reports);
        }

        if (working.Remaining.IsZero)
        {
            return;
        }

        if (timeInForce is TimeInForce.Ioc or TimeInForce.Fok)
        {
            Tell(in working, ReportKind.Canceled, ReasonCode.None, reports);
        }
        else
        {
            RestOrCancel(in working, reports);
        }
    }

    /// <inheritdoc />
    public void Cancel(in OrderCancel cancel, IVenueReports reports)
    {
        ArgumentNullException.ThrowIfNull(reports);
        var found = _market.TryRemove(cancel.Instrument, cancel.Id, out var order);
        if (!found)
        {
            order = new PaperOrder { Id = cancel.Id, Instrument = cancel.Instrument, Account = cancel.Account, Side = cancel.Side };
        }

        Tell(in order, found ? ReportKind.Canceled : ReportKind.CancelRejected, ReasonCode.None, reports, ReportFlags.AnswersCancel);
    }

    /// <inheritdoc />
    public void OnQuote(in Quote quote, IVenueReports reports)
    {
        ArgumentNullException.ThrowIfNull(reports);
        _timeNanos = quote.VenueTimeNanos;
        ref var book = ref _market[quote.Instrument];
        book.Set(in quote);
        while (_market.TryTakeCrossed(quote.Instrument, out var order))
        {
            var size = Available(in order, in book);
            if (!size.IsZero)
            {
                book.Use(order.Side, size);
                Fill(ref order, size, order.Price, ReportFlags.Maker, _options.MakerFeePpm, reports);
            }

            RestOrCancel(in order, reports);
        }

        RunStops(quote.Instrument, reports);
    }

    /// <inheritdoc />
    public void OnTick(long timeNanos, IVenueReports reports)
    {
        ArgumentNullException.ThrowIfNull(reports);
        _timeNanos = timeNanos;
        TellAll(reports);
    }

    /// <summary>An answered order rests on; one the run before never answered never got here, so it is canceled.</summary>
    private void Resume(in BaselineOrder order, IVenueReports reports)
    {
        var working = new PaperOrder
        {
            Id = order.Id,
            Instrument = order.Instrument,
            Account = order.Account,
            Side = order.Side,
            Type = order.Type,
            ReduceOnly = order.ReduceOnly,
            // It has traded, so the market was there.
            Triggered = order.Type == OrderType.StopMarket && !order.Filled.IsZero,
            Price = order.WorstPrice,
            Remaining = order.Remaining,
            Filled = order.Filled,
        };
        if (order.Acknowledged && order.TimeInForce is TimeInForce.Gtc or TimeInForce.PostOnly)
        {
            _market.Rest(in working);
        }
        else
        {
            Tell(in working, ReportKind.Canceled, ReasonCode.None, reports);
        }
    }

    private void RunStops(InstrumentId instrument, IVenueReports reports)
    {
        ref var book = ref _market[instrument];
        while (_market.TryTakeTriggered(instrument, out var order))
        {
            Take(ref order, ref book, reports);
            RestOrCancel(in order, reports);
        }
    }

    /// <summary>What is left of an order rests, unless it may only reduce and nothing is left to reduce.</summary>
    private void RestOrCancel(in PaperOrder order, IVenueReports reports)
    {
        if (order.Remaining.IsZero)
        {
            return;
        }

        if (order.ReduceOnly && Closable(in order).IsZero)
        {
            Tell(in order, ReportKind.Canceled, ReasonCode.None, reports);
        }
        else
        {
            _market.Rest(in order);
        }
    }

    /// <summary>What an order can trade now: what is shown, and of a reduction no more than closes the position.</summary>
    private Quantity Available(in PaperOrder order, in PaperBook book)
    {
        var size = Quantity.Min(order.Remaining, book.Shown(order.Side));
        return order.ReduceOnly ? Quantity.Min(size, Closable(in order)) : size;
    }

    private Quantity Closable(in PaperOrder order)
    {
        var position = _ledger[order.Account.Value, order.Instrument.Value].Position;
        return Quantity.FromUnits(Math.Max(0, order.Side == OrderSide.Sell ? position : -position));
    }

    private void Take(ref PaperOrder order, ref PaperBook book, IVenueReports reports)
    {
        var size = Available(in order, in book);
        if (!size.IsZero)
        {
            book.Use(order.Side, size);
            Fill(ref order, size, book.Touch(order.Side), ReportFlags.None, _options.TakerFeePpm, reports);
        }
    }

    private void Fill(ref PaperOrder order, Quantity size, Price price, ReportFlags flags, int feePpm, IVenueReports reports)
    {
        var fee = Fee(ExactNotional.Of(price, size), feePpm);
        order.Remaining -= size;
        order.Filled += size;
        var signed = order.Side == OrderSide.Buy ? size.Units : -size.Units;
        _ledger.Fill(order.Account.Value, order.Instrument.Value, signed, price, fee, attributed: true, default);
        reports.Report(new ExecutionReport
        {
            Order = order.Id,
            VenueOrderId = order.Id.Value,
            ExecutionId = ++_executions,
            Instrument = order.Instrument,
            Account = order.Account,
            Kind = ReportKind.Fill,
            Side = order.Side,
            Flags = ReportFlags.Simulated | flags,
            LastQuantity = size,
            LastPrice = price,
            Fee = fee,
            CumulativeQuantity = order.Filled,
            VenueTimeNanos = _timeNanos,
        });
        TellHolding(order.Account, order.Instrument, reports);
    }

    /// <summary>Rounded up to the next 1e-8: a fee is never smaller than its rate.</summary>
    private static Notional Fee(ExactNotional value, int ppm) =>
        ExactNotional.FromUnits((value.Units * ppm + 999_999) / 1_000_000).CeilingSaturated();

    private void Tell(
        in PaperOrder order, ReportKind kind, ReasonCode reason, IVenueReports reports, ReportFlags flags = ReportFlags.None) => reports.Report(new ExecutionReport
    {
        Order = order.Id,
        VenueOrderId = order.Id.Value,
        Instrument = order.Instrument,
        Account = order.Account,
        Kind = kind,
        Side = order.Side,
        Flags = ReportFlags.Simulated | flags,
        Reason = reason,
        CumulativeQuantity = order.Filled,
        VenueTimeNanos = _timeNanos,
    });

    private void TellHolding(AccountId account, InstrumentId instrument, IVenueReports reports) => reports.Report(new AccountSnapshot
    {
        Account = account,
        Instrument = instrument,
        Fields = SnapshotFields.Position | SnapshotFields.Balance | SnapshotFields.SessionUp,
        Position = Quantity.FromUnits(_ledger[account.Value, instrument.Value].Position),
        Balance = _balances[account.Value] + _ledger.Account(account.Value).Realised.FloorSaturated(),
        VenueTimeNanos = _timeNanos,
    });

    private void TellAll(IVenueReports reports)
    {
        foreach (var (account, instrument) in _baseline!.Pairs())
        {
            TellHolding(account, instrument, reports);
        }
    }

    private static void ThrowIfNoFee(int ppm, string name)
    {
        if (ppm is < 0 or > FeePpmMax)
        {
            throw new ArgumentOutOfRangeException(name, ppm, $"must be 0 to {FeePpmMax} millionths");
        }
    }
}
