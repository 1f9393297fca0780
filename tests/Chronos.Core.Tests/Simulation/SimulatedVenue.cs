using Chronos.Core.Model;
using Chronos.Core.Routing;
using Chronos.Core.Venues;

namespace Chronos.Core.Tests.Simulation;

/// <summary>
/// A venue with books of its own, which outlive every process that trades there. It fills at random what works, tells it
/// over a channel that may fail, and at the start of a session tells everything again: all fills, what became of every order
/// asked about, positions. Orders nobody asks about any more it cancels.
/// </summary>
internal sealed class SimulatedVenue(Draw draw, FaultPlan plan, IVenueWatch watch) : IVenue
{
    private const long One = FixedPoint.Scale;

    private readonly SortedDictionary<ulong, VenueOrder> _orders = [];
    private readonly List<ExecutionReport> _fills = [];
    private readonly SortedDictionary<int, long> _positions = [];
    private AnswerChannel _answers = new(draw, plan, () => 0);
    private bool _forgets;
    private ulong _executions;

    /// <inheritdoc />
    public string Name => "paper";

    /// <inheritdoc />
    public bool IsSimulated => true;

    /// <inheritdoc />
    public int MessageBytesMax => PaperMessage.Bytes;

    /// <summary>Every order ever taken.</summary>
    public IEnumerable<VenueOrder> Orders => _orders.Values;

    /// <summary>Position of an instrument, in units.</summary>
    public long PositionOf(int instrument) => _positions.GetValueOrDefault(instrument);

    /// <summary>The session's answers.</summary>
    public AnswerChannel Answers => _answers;

    /// <summary>A new session: what was under way in the one before is lost.</summary>
    public void Connect(AnswerChannel answers) => _answers = answers;

    /// <summary>The venue was a part of the process and its machine; it begins again from the books that are recovered.</summary>
    public void ForgetAtNextStart() => _forgets = true;

    /// <inheritdoc />
    public void Start(VenueBaseline baseline, IVenueReports reports)
    {
        if (_forgets)
        {
            Rebuild(baseline);
        }

        var asked = baseline.Orders.Select(o => o.Id.Value).ToHashSet();
        foreach (var stray in _orders.Values.Where(o => o.IsOpen && !asked.Contains(o.Id.Value)))
        {
            stray.End = ReportKind.Canceled;
        }

        foreach (var fill in _fills.ToArray())
        {
            reports.Report(in fill);
        }

        foreach (var order in baseline.Orders)
        {
            Settle(in order, reports);
        }

        foreach (var (account, instrument) in baseline.Pairs())
        {
            reports.Report(new AccountSnapshot
            {
                Account = account,
                Instrument = instrument,
                Fields = SnapshotFields.Position | SnapshotFields.Balance | SnapshotFields.SessionUp,
                Position = Quantity.FromUnits(PositionOf(instrument.Value)),
                Balance = Notional.FromUnits(100_000 * One),
            });
        }
    }

    /// <inheritdoc />
    public int BuildMessage(in SealedOrder order, Span<byte> message) => PaperMessage.Write(in order, message);

    /// <inheritdoc />
    public bool TryReadMessage(ReadOnlySpan<byte> message, out MessageTerms terms) => PaperMessage.TryRead(message, out terms);

    /// <inheritdoc />
    public void Send(in VerifiedOrder order, IVenueReports reports)
    {
        PaperMessage.TryRead(order.Message, out var terms);
        watch.OnSend(order.Order.Sequence, in terms);
        var taken = new VenueOrder
        {
            Id = terms.Id,
            Instrument = terms.Instrument,
            Side = terms.Terms.Side,
            ReduceOnly = terms.Terms.Reduces,
            Price = terms.WorstPrice,
            Quantity = terms.Quantity.Units,
        };
        _orders.Add(terms.Id.Value, taken);
        if (plan.Fires(FaultKind.OrderRejected))
        {
            End(taken, ReportKind.Rejected);
            return;
        }

        if (plan.Fires(FaultKind.SendUnanswered))
        {
            taken.OwesFill = true;
            return;
        }

        var fillsFirst = plan.Fires(FaultKind.FillBeforeAcknowledgement);
        if (fillsFirst)
        {
            Fill(taken);
        }

        _answers.Post(taken.Report(ReportKind.Acknowledged), fillsFirst ? 20_000_000 : 0);
        if (terms.Terms.TimeInForce is TimeInForce.Ioc or TimeInForce.Fok)
        {
            Fill(taken);
            End(taken, ReportKind.Canceled);
        }
    }

    /// <inheritdoc />
    public void Cancel(in OrderCancel cancel, IVenueReports reports)
    {
        if (_orders.TryGetValue(cancel.Id.Value, out var order) && order.IsOpen)
        {
            End(order, ReportKind.Canceled, ReportFlags.AnswersCancel);
            return;
        }

        _answers.Post(new ExecutionReport
        {
            Order = cancel.Id,
            Instrument = cancel.Instrument,
            Account = cancel.Account,
            Side = cancel.Side,
            Kind = ReportKind.CancelRejected,
            Flags = ReportFlags.AnswersCancel,
        });
    }

    /// <inheritdoc />
    public void OnQuote(in Quote quote, IVenueReports reports)
    {
    }

    /// <inheritdoc />
    public void OnTick(long timeNanos, IVenueReports reports)
    {
    }

    /// <summary>The market moves: one order that works trades, whole or in part.</summary>
    public void Trade()
    {
        var open = _orders.Values.Where(o => o.IsOpen).ToArray();
        if (open.Length != 0)
        {
            Fill(open[draw.Below(open.Length)]);
        }
    }

    /// <summary>Asked about an order: its fills and its state, once more and for certain.</summary>
    public void Tell(OrderId id, IVenueReports reports)
    {
        foreach (var fill in _fills.Where(f => f.Order == id).ToArray())
        {
            reports.Report(in fill);
        }

        if (!_orders.TryGetValue(id.Value, out var order))
        {
            return;
        }

        order.OwesFill = false;
        reports.Report(order.Report(order.IsOpen ? ReportKind.Acknowledged : order.End ?? ReportKind.Canceled));
    }

    private void Settle(in BaselineOrder order, IVenueReports reports)
    {
        if (_orders.ContainsKey(order.Id.Value))
        {
            Tell(order.Id, reports);
            return;
        }

        reports.Report(new ExecutionReport
        {
            Order = order.Id,
            Instrument = order.Instrument,
            Account = order.Account,
            Side = order.Side,
            Kind = ReportKind.NotSent,
            Reason = ReasonCode.EgressStopped,
        });
    }

    private void Rebuild(VenueBaseline baseline)
    {
        _forgets = false;
        _orders.Clear();
        _fills.Clear();
        _positions.Clear();
        foreach (var held in baseline.Positions)
        {
            _positions[held.Instrument.Value] = held.Position.Units;
        }

        foreach (var order in baseline.Orders)
        {
            _orders.Add(order.Id.Value, new VenueOrder
            {
                Id = order.Id,
                Instrument = order.Instrument,
                Side = order.Side,
                ReduceOnly = order.ReduceOnly,
                Price = order.WorstPrice,
                Quantity = order.Remaining.Units + order.Filled.Units,
                Filled = order.Filled.Units,
            });
        }
    }

    private void Fill(VenueOrder order)
    {
        var position = PositionOf(order.Instrument.Value);
        var room = !order.ReduceOnly ? order.Remaining
            : Math.Min(order.Remaining, Math.Max(0, order.Side == OrderSide.Sell ? position : -position));
        var units = Math.Min(room, One * draw.Between(1, 40));
        if (units == 0)
        {
            return;
        }

        order.Filled += units;
        _positions[order.Instrument.Value] = position + (order.Side == OrderSide.Buy ? units : -units);
        var fill = order.Report(ReportKind.Fill) with
        {
            ExecutionId = ++_executions,
            LastQuantity = Quantity.FromUnits(units),
            LastPrice = order.Price,
        };
        _fills.Add(fill);
        if (order.OwesFill || !_answers.Post(in fill))
        {
            order.OwesFill = true;
        }
    }

    /// <summary>An order ends. Where a fill of it was lost, its end is told only when all of it is.</summary>
    private void End(VenueOrder order, ReportKind how, ReportFlags flags = ReportFlags.None)
    {
        if (order.End is null && order.Filled < order.Quantity)
        {
            order.End = how;
        }

        if (order.Filled == order.Quantity && flags == ReportFlags.None)
        {
            return;
        }

        if (!order.OwesFill || flags != ReportFlags.None)
        {
            _answers.Post(order.Report(order.OwesFill ? ReportKind.CancelRejected : how, flags));
        }
    }
}
