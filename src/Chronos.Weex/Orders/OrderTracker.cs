using Chronos.Core.Model;
using Chronos.Core.Routing;
using Chronos.Weex.Wire;

namespace Chronos.Weex.Orders;

/// <summary>
/// What became of every contract order that has left: takes answers, pushes and readings in whatever order and however often they
/// come, and tells the engine each fill and each end once. An order without an answer is Unknown, which every limit counts as
/// filled and as unfilled, until the venue's own lists settle it.
/// </summary>
/// <remarks>
/// <para>It concludes nothing from silence. An order ends when the venue says how much of it has traded and all of that has been told;
/// it is taken never to have arrived only when complete readings, begun after the venue could still take the request, agree.</para>
/// <para>No clock, no network, one thread: the venue's thread. Times are the venue's, as well as they are known.</para>
/// </remarks>
internal sealed class OrderTracker
{
    private readonly ClientOrderIds _ids;
    private readonly AccountId _account;
    private readonly IReadOnlyDictionary<string, InstrumentId> _instruments;
    private readonly TrackerOptions _options;
    private readonly Dictionary<OrderId, TrackedOrder> _orders = [];
    private readonly Dictionary<long, TrackedOrder> _byVenueId = [];
    private readonly FillLedger _fills = new();
    private readonly List<string> _troubles = [];

    /// <summary>A tracker of one account.</summary>
    /// <param name="ids">The engine's client order ids.</param>
    /// <param name="account">The account the connection trades for.</param>
    /// <param name="instruments">Instruments by the venue's symbol.</param>
    /// <param name="options">How long to doubt.</param>
    public OrderTracker(
        ClientOrderIds ids, AccountId account, IReadOnlyDictionary<string, InstrumentId> instruments, TrackerOptions options)
    {
        _ids = ids;
        _account = account;
        _instruments = instruments;
        _options = options;
    }

    /// <summary>Whether what it tells is no real trade. Default false.</summary>
    public bool IsSimulated { get; init; }

    /// <summary>Orders that have not ended.</summary>
    public IEnumerable<TrackedOrder> Live => _orders.Values.Where(o => !o.IsEnded);

    /// <summary>
    /// What no order of ours explains, the newest last: it needs somebody who looks. While there is any, nothing new may be entered.
    /// </summary>
    public IReadOnlyList<string> Troubles => _troubles;

    /// <summary>Whether the lists should be read soon: something is open that only they can settle.</summary>
    public bool NeedsPass => _fills.HasParked || _orders.Values.Any(NeedsLists);

    /// <summary>
    /// From when on history and fills must be read so that nothing that is still open can be missing; null while nothing is.
    /// </summary>
    public long? OldestOpenMillis => _orders.Values.Where(o => !o.IsEnded).Select(o => (long?)o.SentMillis).Min();

    /// <summary>
    /// An order the books hold from an earlier run. One without an answer may be at the venue or not. What it has traded is read and
    /// told again from the beginning: the engine knows a fill by its number, so that what was lost in between is booked and nothing twice.
    /// </summary>
    public void Resume(in BaselineOrder order, string symbol, long sentMillis)
    {
        var tracked = new TrackedOrder
        {
            Id = order.Id,
            ClientOrderId = _ids.Of(order.Id, order.Type, order.ReduceOnly),
            Symbol = symbol,
            Instrument = order.Instrument,
            Account = order.Account,
            Side = order.Side,
            Quantity = order.Filled + order.Remaining,
            SentMillis = sentMillis,
            State = order.Acknowledged ? TrackedState.Working : TrackedState.Unknown,
            IsAcknowledged = order.Acknowledged,
            FenceMillis = sentMillis + Fence,
        };
        _orders.Add(order.Id, tracked);
    }

    /// <summary>An order is about to be written to the network.</summary>
    public TrackedOrder Send(in MessageTerms terms, string symbol, long nowMillis)
    {
        var tracked = new TrackedOrder
        {
            Id = terms.Id,
            ClientOrderId = _ids.Of(terms.Id, terms.Terms.Type, terms.Terms.Reduces),
            Symbol = symbol,
            Instrument = terms.Instrument,
            Account = terms.Account,
            Side = terms.Terms.Side,
            Quantity = terms.Quantity,
            SentMillis = nowMillis,
            FenceMillis = nowMillis + Fence,
        };
        _orders.Add(terms.Id, tracked);
        return tracked;
    }

    /// <summary>The answer to the one request that placed an order.</summary>
    public void OnPlaced(OrderId id, in WeexResult<WeexPlaced> result, long nowMillis, IVenueReports reports)
    {
        if (!_orders.TryGetValue(id, out var order) || order.IsEnded)
        {
            return;
        }

        switch (result.Outcome)
        {
            case WeexOutcome.Done:
                Link(order, result.Value?.OrderId ?? 0);
                Acknowledge(order, reports);
                BookParked(order, nowMillis, reports);
                TryEnd(order, nowMillis, reports);
                break;
            case WeexOutcome.Unknown or WeexOutcome.OrderUnknown:
                Doubt(order, nowMillis, reports);
                break;
            case var _ when order.State != TrackedState.Sending:
                // The venue has shown the order already; whatever this answer means, it does not mean that there is none.
                Note($"order {order.ClientOrderId} was answered with {result.Outcome} ({result.Message}) although the venue has it");
                break;
            case WeexOutcome.NotWritten:
                End(order, ReportKind.NotSent, ReasonCode.VenueUnreachable, nowMillis, reports);
                break;
            default:
                End(order, ReportKind.Rejected, ReasonCode.VenueRejected, nowMillis, reports);
                break;
        }
    }

    /// <summary>
    /// The engine wants an order canceled. Gives how to name it to the venue; null where there is nothing left to cancel, which the
    /// engine has then been told.
    /// </summary>
    public WeexOrderName? Cancel(in OrderCancel cancel, IVenueReports reports)
    {
        if (_orders.TryGetValue(cancel.Id, out var order) && !order.IsEnded)
        {
            order.CancelAsked = true;
            order.CancelAnsweredMillis = 0;
            return order.VenueOrderId > 0
                ? WeexOrderName.OfVenue(order.VenueOrderId)
                : WeexOrderName.OfClient(order.ClientOrderId);
        }

        reports.Report(new ExecutionReport
        {
            Order = cancel.Id,
            Instrument = cancel.Instrument,
            Account = cancel.Account,
            Side = cancel.Side,
            Kind = ReportKind.CancelRejected,
            Flags = ReportFlags.AnswersCancel,
        });
        return null;
    }

    /// <summary>
    /// The answer to a cancel. That it was taken does not end the order: how much has traded does. That the venue knows no such order
    /// does not either: the order may be under way still.
    /// </summary>
    public void OnCanceled(OrderId id, in WeexResult<WeexPlaced> result, long nowMillis, IVenueReports reports)
    {
        if (!_orders.TryGetValue(id, out var order) || order.IsEnded || !order.CancelAsked)
        {
            return;
        }

        if (result.Outcome is WeexOutcome.Done or WeexOutcome.OrderUnknown or WeexOutcome.Unknown)
        {
            order.CancelAnsweredMillis = nowMillis;
        }
        else
        {
            RejectCancel(order, reports);
        }
    }

    /// <summary>What the venue says of an order, by push or reading.</summary>
    public void OnOrder(WeexOrder told, long nowMillis, IVenueReports reports)
    {
        if (Find(told) is not { } order)
        {
            if (!IsOver(told.Status))
            {
                NoteStranger(told);
            }

            return;
        }

        if (order.IsEnded || told.Executed < order.Booked && !IsOver(told.Status))
        {
            // Older than what is known already.
            return;
        }

        Link(order, told.OrderId);
        if (told.Status == WeexOrderStatus.Unrecognized)
        {
            Note($"order {order.ClientOrderId} has the status '{told.StatusText}', which this version does not know");
            return;
        }

        if (IsOver(told.Status))
        {
            NoteEnd(order, told);
        }

        if (told.Status != WeexOrderStatus.Rejected)
        {
            Acknowledge(order, reports);
        }

        BookParked(order, nowMillis, reports);
        TryEnd(order, nowMillis, reports);
    }

    /// <summary>A fill, by push or reading, for the first or the tenth time.</summary>
    public void OnFill(WeexFill fill, long nowMillis, IVenueReports reports)
    {
        switch (_fills.Take(fill))
        {
            case FillVerdict.Known:
                return;
            case FillVerdict.Contradiction:
                Note($"fill {fill.FillId} of {fill.Symbol} was told twice with different figures");
                return;
        }

        if (fill.Price is null || !_byVenueId.TryGetValue(fill.OrderId, out var order))
        {
            _fills.Park(fill, nowMillis);
            return;
        }

        Book(order, fill, nowMillis, reports);
    }

    /// <summary>One complete reading of all lists.</summary>
    /// <param name="pass">What they showed.</param>
    /// <param name="streamSinceMillis">Since when the private stream has been connected without a gap; null while it is not.</param>
    /// <param name="nowMillis">Venue time.</param>
    /// <param name="reports">Where it is told.</param>
    public void OnPass(VenuePass pass, long? streamSinceMillis, long nowMillis, IVenueReports reports)
    {
        // Fills name orders by the venue's id alone, and an order must not end before what it traded is told.
        foreach (var told in pass.Open.Concat(pass.History))
        {
            if (Find(told) is { IsEnded: false } order)
            {
                Link(order, told.OrderId);
            }
        }

        foreach (var fill in pass.Fills)
        {
            OnFill(fill, nowMillis, reports);
        }

        foreach (var told in pass.History.Concat(pass.Open))
        {
            OnOrder(told, nowMillis, reports);
        }

        var shown = pass.Open.Concat(pass.History).Select(Find).OfType<TrackedOrder>().ToHashSet();
        var open = pass.Open.Select(Find).OfType<TrackedOrder>().ToHashSet();
        foreach (var order in Live.ToList())
        {
            Settle(order, shown.Contains(order), open.Contains(order), pass, streamSinceMillis, nowMillis, reports);
        }

        BookOthers(pass, nowMillis, reports);
        Forget(nowMillis);
    }

    private long Fence => _options.TimestampWindowMillis + _options.DoubtMillis;

    private static bool IsOver(WeexOrderStatus status) => status is WeexOrderStatus.Filled or WeexOrderStatus.Canceled
        or WeexOrderStatus.Expired or WeexOrderStatus.Rejected;

    private static bool NeedsLists(TrackedOrder order) => !order.IsEnded
        && (order.State == TrackedState.Unknown || order.FinalExecuted is not null || order.CancelAnsweredMillis > 0);

    private void Settle(
        TrackedOrder order, bool isShown, bool isOpen, VenuePass pass, long? streamSinceMillis, long nowMillis, IVenueReports reports)
    {
        if (isOpen && order.CancelAnsweredMillis > 0 && pass.StartedMillis > order.CancelAnsweredMillis + _options.DoubtMillis)
        {
            // The cancel did not come through; the engine asks again.
            RejectCancel(order, reports);
        }

        if (isShown)
        {
            order.AbsentPasses = 0;
            return;
        }

        if (pass.StartedMillis < order.FenceMillis || pass.FromMillis > order.SentMillis)
        {
            return;
        }

        order.AbsentPasses++;
        var hasGap = streamSinceMillis is not { } since || since > order.SentMillis;
        var passesMin = hasGap ? _options.AbsentPassesMinWithGap : _options.AbsentPassesMin;
        if (order.AbsentPasses < passesMin)
        {
            return;
        }

        if (order.State == TrackedState.Unknown && order.VenueOrderId == 0 && order.Booked.IsZero)
        {
            End(order, ReportKind.NotSent, ReasonCode.VenueAbsent, nowMillis, reports);
        }
        else if (order.AbsentPasses == passesMin)
        {
            Note($"order {order.ClientOrderId} was at the venue and is in none of its lists");
        }
    }

    /// <summary>
    /// Fills of no order that is tracked. Of one of ours from before, which the lists name: the engine has it or books it now. Of a stranger's:
    /// it has happened, so the books take it, and somebody must look.
    /// </summary>
    private void BookOthers(VenuePass pass, long nowMillis, IVenueReports reports)
    {
        foreach (var (fill, since) in _fills.Parked.ToList())
        {
            if (fill.Price is not { } price || !_instruments.TryGetValue(fill.Symbol, out var instrument))
            {
                continue;
            }

            if (_byVenueId.TryGetValue(fill.OrderId, out var order))
            {
                _fills.Unpark(fill);
                Book(order, fill, nowMillis, reports);
            }
            else if (EarlierOrder(pass, fill.OrderId) is { } earlier)
            {
                _fills.Unpark(fill);
                Report(fill, price, earlier, instrument, default, reports);
            }
            else if (pass.StartedMillis > since + _options.ParkMillis && pass.FromMillis <= fill.TimeMillis)
            {
                _fills.Unpark(fill);
                Note($"fill {fill.FillId} of {fill.Symbol} is of order {fill.OrderId}, which is none of ours");
                Report(fill, price, default, instrument, default, reports);
            }
        }
    }

    /// <summary>Our number of an order that is tracked no more, where the lists show it.</summary>
    private OrderId? EarlierOrder(VenuePass pass, long venueOrderId)
    {
        foreach (var told in pass.History.Concat(pass.Open))
        {
            if (told.OrderId == venueOrderId && _ids.TryRead(told.ClientOrderId, out var id, out _, out _))
            {
                return id;
            }
        }

        return null;
    }

    private TrackedOrder? Find(WeexOrder told) =>
        _byVenueId.TryGetValue(told.OrderId, out var linked) ? linked
        : _ids.TryRead(told.ClientOrderId, out var id, out _, out _) && _orders.TryGetValue(id, out var order)
            && order.ClientOrderId == told.ClientOrderId ? order : null;

    private void Link(TrackedOrder order, long venueOrderId)
    {
        if (venueOrderId <= 0 || order.VenueOrderId == venueOrderId)
        {
            return;
        }

        if (order.VenueOrderId != 0)
        {
            Note($"order {order.ClientOrderId} is at the venue as {order.VenueOrderId} and as {venueOrderId}");
            return;
        }

        order.VenueOrderId = venueOrderId;
        _byVenueId[venueOrderId] = order;
    }

    private static void Acknowledge(TrackedOrder order, IVenueReports reports)
    {
        order.AbsentPasses = 0;
        if (order.State is TrackedState.Sending or TrackedState.Unknown)
        {
            order.State = TrackedState.Working;
        }

        if (!order.IsAcknowledged)
        {
            order.IsAcknowledged = true;
            Report(order, ReportKind.Acknowledged, ReasonCode.None, ReportFlags.None, reports);
        }
    }

    private void Doubt(TrackedOrder order, long nowMillis, IVenueReports reports)
    {
        if (order.State == TrackedState.Sending)
        {
            order.State = TrackedState.Unknown;
            order.FenceMillis = Math.Max(order.FenceMillis, nowMillis + Fence);
            Report(order, ReportKind.Unknown, ReasonCode.None, ReportFlags.None, reports);
        }
    }

    private void BookParked(TrackedOrder order, long nowMillis, IVenueReports reports)
    {
        foreach (var (fill, _) in _fills.Parked.Where(p => p.Fill.OrderId == order.VenueOrderId && p.Fill.Price is not null).ToList())
        {
            _fills.Unpark(fill);
            Book(order, fill, nowMillis, reports);
        }
    }

    private void Book(TrackedOrder order, WeexFill fill, long nowMillis, IVenueReports reports)
    {
        if (order.State is TrackedState.Sending or TrackedState.Unknown)
        {
            // What trades is at the venue, whether or not that has been answered.
            Acknowledge(order, reports);
        }

        order.Booked += fill.Quantity;
        if (fill.Side != order.Side || fill.Symbol != order.Symbol)
        {
            Note($"fill {fill.FillId} of {fill.Symbol} is not of the side and symbol of its order {order.ClientOrderId}");
        }

        if (order.Booked > order.Quantity)
        {
            Note($"order {order.ClientOrderId} was for {order.Quantity} and has traded {order.Booked}");
        }

        Report(fill, fill.Price!.Value, order.Id, order.Instrument, order.Booked, reports);
        if (order.IsEnded)
        {
            Note($"order {order.ClientOrderId} had ended when fill {fill.FillId} was told");
        }
        else
        {
            TryEnd(order, nowMillis, reports);
        }
    }

    /// <summary>Ends an order of which everything has been told; while fills are missing it stays, at its full remainder.</summary>
    private void TryEnd(TrackedOrder order, long nowMillis, IVenueReports reports)
    {
        if (order.FinalExecuted is not { } executed || order.IsEnded || order.Booked < executed)
        {
            return;
        }

        if (order.Booked > executed)
        {
            Note($"order {order.ClientOrderId} ended with {executed} traded, and fills of {order.Booked} were told");
        }

        if (order.FinalStatus == WeexOrderStatus.Rejected && order.Booked.IsZero)
        {
            End(order, ReportKind.Rejected, ReasonCode.VenueRejected, nowMillis, reports);
        }
        else if (order.Booked < order.Quantity)
        {
            End(order, ReportKind.Canceled, ReasonCode.None, nowMillis, reports);
        }
        else
        {
            // The last fill has ended it for the engine; only a cancel that was on its way still waits for an answer.
            order.State = TrackedState.Ended;
            order.EndedMillis = nowMillis;
            RejectCancel(order, reports);
        }
    }

    private static void End(TrackedOrder order, ReportKind kind, ReasonCode reason, long nowMillis, IVenueReports reports)
    {
        order.State = TrackedState.Ended;
        order.EndedMillis = nowMillis;
        Report(order, kind, reason, order.CancelAsked ? ReportFlags.AnswersCancel : ReportFlags.None, reports);
        order.CancelAsked = false;
    }

    private static void RejectCancel(TrackedOrder order, IVenueReports reports)
    {
        if (order.CancelAsked)
        {
            order.CancelAsked = false;
            order.CancelAnsweredMillis = 0;
            Report(order, ReportKind.CancelRejected, ReasonCode.None, ReportFlags.AnswersCancel, reports);
        }
    }

    private static void Report(TrackedOrder order, ReportKind kind, ReasonCode reason, ReportFlags flags, IVenueReports reports) =>
        reports.Report(new ExecutionReport
        {
            Order = order.Id,
            VenueOrderId = (ulong)order.VenueOrderId,
            Instrument = order.Instrument,
            Account = order.Account,
            Side = order.Side,
            Kind = kind,
            Reason = reason,
            Flags = flags,
            CumulativeQuantity = order.Booked,
        });

    private void Report(
        WeexFill fill, Price price, OrderId order, InstrumentId instrument, Quantity cumulative, IVenueReports reports)
    {
        const long NanosPerMilli = 1_000_000;
        reports.Report(new ExecutionReport
        {
            Order = order,
            VenueOrderId = (ulong)fill.OrderId,
            ExecutionId = (ulong)fill.FillId,
            Instrument = instrument,
            Account = _account,
            Side = fill.Side,
            Kind = ReportKind.Fill,
            Flags = (fill.IsMaker == true ? ReportFlags.Maker : ReportFlags.None) | (IsSimulated ? ReportFlags.Simulated : ReportFlags.None),
            LastQuantity = fill.Quantity,
            LastPrice = price,
            Fee = Notional.FromUnits(fill.Fee.Units),
            CumulativeQuantity = cumulative,
            VenueTimeNanos = fill.TimeMillis * NanosPerMilli,
        });
    }

    private void NoteEnd(TrackedOrder order, WeexOrder told)
    {
        if (order.FinalExecuted is { } before && before != told.Executed)
        {
            Note($"order {order.ClientOrderId} ended with {before} traded, and with {told.Executed}");
        }

        if (order.FinalExecuted is not { } known || told.Executed > known)
        {
            order.FinalStatus = told.Status;
            order.FinalExecuted = told.Executed;
        }
    }

    private void NoteStranger(WeexOrder told) => Note(ClientOrderIds.IsOfSomeEngine(told.ClientOrderId)
        ? $"order {told.OrderId} of {told.Symbol} is named '{told.ClientOrderId}' as an engine names orders, and this one's books do not hold it"
        : $"order {told.OrderId} of {told.Symbol} is none of an engine's");

    private void Note(string trouble)
    {
        if (!_troubles.Contains(trouble))
        {
            _troubles.Add(trouble);
        }
    }

    private void Forget(long nowMillis)
    {
        foreach (var order in _orders.Values.Where(o => o.IsEnded && nowMillis - o.EndedMillis > _options.RememberMillis).ToList())
        {
            _orders.Remove(order.Id);
            _byVenueId.Remove(order.VenueOrderId);
        }

        // Readings reach back to the oldest order that is open, and must not find anything new there.
        _fills.Forget(Math.Min(nowMillis, OldestOpenMillis ?? nowMillis) - _options.RememberMillis);
    }
}
