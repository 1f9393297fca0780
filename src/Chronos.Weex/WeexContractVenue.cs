using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Chronos.Core.Model;
using Chronos.Core.Routing;
using Chronos.Weex.Orders;
using Chronos.Weex.Wire;

namespace Chronos.Weex;

/// <summary>
/// WEEX contracts as a venue of the engine. All its state belongs to the venue's thread: requests end on other threads, and what they
/// brought is taken in on this one. The session is up only while the venue's clock, lists, positions and balance are known and agree;
/// while it is not, the execution approver agrees to nothing.
/// </summary>
/// <remarks>
/// Protective stops are not spoken yet: an order of that type is not sent (<see cref="ReasonCode.SealMessage"/>). One account.
/// </remarks>
public sealed class WeexContractVenue : IVenue, IDisposable
{
    private const long NanosPerMilli = 1_000_000;

    private readonly WeexVenueOptions _options;
    private readonly WeexRestClient _rest;
    private readonly WeexSocket _socket;
    private readonly RateMeter _rates = new(WeexProduct.Contract);
    private readonly ClockOffset _clock = new();
    private readonly ConcurrentQueue<Action<IVenueReports>> _input = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly Dictionary<string, InstrumentId> _instruments = new(StringComparer.Ordinal);
    private readonly Dictionary<InstrumentId, string> _symbols = [];
    private readonly Dictionary<InstrumentId, WeexSymbol> _rules = [];
    private readonly SessionState _session = new();
    private Action _wake = () => { };
    private ClientOrderIds? _ids;
    private OrderTracker? _tracker;
    private AccountId _account;
    private Task _streaming = Task.CompletedTask;
    private Dictionary<(InstrumentId Instrument, WeexPositionSide Side), Quantity> _positions = [];
    private string? _holdings;
    private long? _streamSinceMillis;
    private long _nextClockMillis;
    private long _nextSymbolsMillis;
    private long _nextPassMillis;
    private long _lastPassStartMillis;
    private bool _isReading;
    private bool _isDisposed;
    private bool _isSettled;
    private long _readings;

    /// <summary>A venue. The options are validated here; the credentials stay the caller's.</summary>
    /// <exception cref="ArgumentException">An option is out of range; the message names it.</exception>
    public WeexContractVenue(WeexVenueOptions options, WeexCredentials credentials)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(credentials);
        options.Validate();
        _options = options;
        _rest = new WeexRestClient(
            new WeexRestOptions { ContractAddress = options.Address, OrderTimeout = options.OrderTimeout }, credentials, NowMillis);
        _socket = new WeexSocket(
            new WeexSocketOptions
            {
                Address = options.PrivateSocket,
                Product = WeexProduct.Contract,
                IsPrivate = true,
                Channels = ["orders", "fill"],
            },
            credentials,
            NowMillis,
            new Sink(this));
    }

    /// <inheritdoc />
    public string Name => _options.Name;

    /// <summary>True where it speaks to this machine: what a sandbox fills is no trade.</summary>
    public bool IsSimulated => _options.Address.IsLoopback;

    /// <inheritdoc />
    public int MessageBytesMax => WeexOrderBody.BytesMax;

    /// <inheritdoc />
    public bool HasInput => !_input.IsEmpty;

    /// <summary>Why the session is down; null while it is up. Any thread.</summary>
    public string? Trouble => _session.Trouble;

    /// <summary>Complete readings of the account so far. Any thread.</summary>
    public long Readings => Volatile.Read(ref _readings);

    /// <summary>Whether every order that has left had ended or worked at the last complete reading. Any thread.</summary>
    public bool IsSettled => Volatile.Read(ref _isSettled);

    /// <inheritdoc />
    public void Attach(Action wake) => _wake = wake;

    /// <inheritdoc />
    public void Start(VenueBaseline baseline, IVenueReports reports)
    {
        ArgumentNullException.ThrowIfNull(baseline);
        var accounts = baseline.Pairs().Select(p => p.Account).Distinct().ToList();
        if (accounts.Count != 1)
        {
            throw new InvalidOperationException($"venue '{Name}' has {accounts.Count} accounts in the policy; a connection trades for one");
        }

        _account = accounts[0];
        foreach (var (_, instrument) in baseline.Pairs())
        {
            var symbol = baseline.Policy.Instruments[instrument.Value].Symbol;
            _instruments.Add(symbol, instrument);
            _symbols.Add(instrument, symbol);
        }

        _ids = new ClientOrderIds(baseline.EngineId.Span);
        _tracker = new OrderTracker(_ids, _account, _instruments, _options.Tracking) { IsSimulated = IsSimulated };
        var since = Math.Max(0, NowMillis() - (long)_options.ResumeReach.TotalMilliseconds);
        foreach (var order in baseline.Orders)
        {
            _tracker.Resume(in order, _symbols[order.Instrument], since);
        }

        Tell(reports);
        _streaming = _socket.RunAsync(_stop.Token);
        Plan();
    }

    /// <inheritdoc />
    public int BuildMessage(in SealedOrder order, Span<byte> message)
    {
        if (_ids is null || !_rules.TryGetValue(order.Instrument, out var rules) || order.Terms.Type == OrderType.StopMarket)
        {
            return 0;
        }

        var terms = order.Terms;
        return WeexOrderBody.Write(
            new WeexOrderRequest
            {
                Dialect = WeexDialect.ContractV3,
                Symbol = rules.Symbol,
                Side = terms.Side,
                PositionSide = PositionSideOf(terms),
                Type = WeexOrderType.Limit,
                TimeInForce = terms.TimeInForce,
                Quantity = order.Quantity,
                Price = order.WorstPrice,
                ClientOrderId = _ids.Of(order.Id, terms.Type, terms.Reduces),
            },
            rules.PriceDecimals, rules.QuantityDecimals, message);
    }

    /// <inheritdoc />
    public bool TryReadMessage(ReadOnlySpan<byte> message, out MessageTerms terms)
    {
        terms = default;
        if (!WeexOrderBody.TryReadOrder(message, out var request)
            || request is not { Dialect: WeexDialect.ContractV3, Type: WeexOrderType.Limit, TimeInForce: { } timeInForce }
            || !_instruments.TryGetValue(request.Symbol, out var instrument)
            || !_ids!.TryRead(request.ClientOrderId, out var id, out var type, out var reduces)
            || type == OrderType.StopMarket)
        {
            return false;
        }

        var read = new OrderTerms(request.Side, type.Value, timeInForce, reduces);
        if (PositionSideOf(read) != request.PositionSide)
        {
            return false;
        }

        terms = new MessageTerms(id, instrument, _account, read, request.Quantity, request.Price);
        return true;
    }

    /// <inheritdoc />
    public void Send(in VerifiedOrder order, IVenueReports reports)
    {
        if (!TryReadMessage(order.Message, out var terms))
        {
            throw new InvalidOperationException("a verified message cannot be read back");
        }

        if (ObjectionTo(in terms) is { } objection)
        {
            ReportNotSent(in terms, objection, reports);
            return;
        }

        Volatile.Write(ref _isSettled, false);
        _tracker!.Send(in terms, _symbols[terms.Instrument], NowMillis());
        var id = terms.Id;
        Begin(
            _rest.PlaceOrderAsync(WeexProduct.Contract, order.Message.ToArray(), CancellationToken.None),
            (result, told) =>
            {
                NoteLimit(in result);
                _tracker.OnPlaced(id, in result, NowMillis(), told);
                PassSoon();
            });
    }

    /// <inheritdoc />
    public void Cancel(in OrderCancel cancel, IVenueReports reports)
    {
        if (_tracker!.Cancel(in cancel, reports) is not { } name)
        {
            return;
        }

        Volatile.Write(ref _isSettled, false);
        var id = cancel.Id;
        if (!_rates.TryTake(WeexCall.CancelOrder, isReserved: true, SteadyMillis()))
        {
            _tracker.OnCanceled(id, Limited(), NowMillis(), reports);
            return;
        }

        Begin(
            _rest.CancelAsync(WeexProduct.Contract, name, CancellationToken.None),
            (result, told) =>
            {
                NoteLimit(in result);
                _tracker.OnCanceled(id, in result, NowMillis(), told);
                PassSoon();
            });
    }

    /// <inheritdoc />
    public void OnQuote(in Quote quote, IVenueReports reports)
    {
    }

    /// <inheritdoc />
    public void OnTick(long timeNanos, IVenueReports reports) => Plan();

    /// <inheritdoc />
    public void TakeInput(IVenueReports reports)
    {
        while (_input.TryDequeue(out var input))
        {
            input(reports);
        }

        Plan();
    }

    /// <inheritdoc />
    public void Stop() => _stop.Cancel();

    /// <inheritdoc />
    public void Dispose()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        _stop.Cancel();
        _streaming.Wait(_options.StopTimeout);
        _socket.Dispose();
        _rest.Dispose();
        _stop.Dispose();
    }

    /// <summary>The engine's books are one-way: what opens goes to the side it buys or sells, what reduces to the side that is held.</summary>
    private static WeexPositionSide PositionSideOf(OrderTerms terms) =>
        (terms.Side == OrderSide.Buy) != terms.Reduces ? WeexPositionSide.Long : WeexPositionSide.Short;

    private static long OurNanos() => (DateTime.UtcNow - DateTime.UnixEpoch).Ticks * TimeSpan.NanosecondsPerTick;

    private static long SteadyMillis() => Stopwatch.GetTimestamp() / (Stopwatch.Frequency / 1_000);

    private static WeexResult<WeexPlaced> Limited() =>
        new() { Outcome = WeexOutcome.RateLimited, Message = "our own meter of the venue's limits is full" };

    private long NowMillis() => _clock.VenueMillis(OurNanos());

    /// <summary>Why an order may not leave after all; null when it may.</summary>
    private ReasonCode? ObjectionTo(in MessageTerms terms)
    {
        // Beside a position of the other side it would open a second one instead of turning the first.
        var other = terms.Terms.Side == OrderSide.Buy ? WeexPositionSide.Short : WeexPositionSide.Long;
        return _stop.IsCancellationRequested ? ReasonCode.EgressStopped
            : !terms.Terms.Reduces && !_positions.GetValueOrDefault((terms.Instrument, other)).IsZero ? ReasonCode.VenuePositionSide
            : !_rates.TryTake(WeexCall.PlaceOrder, terms.Terms.Reduces, SteadyMillis()) ? ReasonCode.VenueLimited
            : null;
    }

    private static void ReportNotSent(in MessageTerms terms, ReasonCode reason, IVenueReports reports) => reports.Report(new ExecutionReport
    {
        Order = terms.Id,
        Instrument = terms.Instrument,
        Account = terms.Account,
        Side = terms.Terms.Side,
        Kind = ReportKind.NotSent,
        Reason = reason,
    });

    /// <summary>Has what a request brought taken in on the venue's thread.</summary>
    private void Begin<T>(Task<T> request, Action<T, IVenueReports> take) => _ = request.ContinueWith(
        ended => Enter(reports => take(ended.GetAwaiter().GetResult(), reports)),
        CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);

    private void Enter(Action<IVenueReports> input)
    {
        _input.Enqueue(input);
        _wake();
    }

    private void NoteLimit<T>(in WeexResult<T> result)
    {
        if (result.IsLimited)
        {
            _rates.OnLimited(SteadyMillis());
        }
    }

    private void PassSoon() => _nextPassMillis = Math.Min(_nextPassMillis, SteadyMillis() + (long)_options.PassPauseMin.TotalMilliseconds);

    /// <summary>Begins what is due.</summary>
    private void Plan()
    {
        if (_stop.IsCancellationRequested)
        {
            return;
        }

        var now = SteadyMillis();
        if (now >= _nextClockMillis && _rates.TryTake(WeexCall.ReadServerTime, isReserved: true, now))
        {
            _nextClockMillis = now + (long)_options.ClockInterval.TotalMilliseconds;
            MeasureClock();
        }

        if (now >= _nextSymbolsMillis && _rates.TryTake(WeexCall.ReadSymbols, isReserved: true, now))
        {
            _nextSymbolsMillis = now + (long)_options.SymbolsInterval.TotalMilliseconds;
            Begin(_rest.ReadSymbolsAsync(WeexProduct.Contract, _stop.Token), (result, _) => TakeSymbols(in result));
        }

        if (now >= _nextPassMillis && !_isReading)
        {
            _isReading = true;
            Begin(ReadAsync(), TakePass);
        }
    }

    private void MeasureClock()
    {
        var sent = OurNanos();
        Begin(_rest.ReadServerTimeAsync(WeexProduct.Contract, _stop.Token), (result, reports) =>
        {
            if (result is { IsDone: true, Value: { } time })
            {
                _clock.Add(sent, sent + Math.Max(0, result.RoundTripNanos), time.Millis);
            }

            var isKnown = _clock.TryRead(OurNanos(), out var estimate)
                && estimate.AgeNanos <= (long)_options.ClockAgeMax.TotalMilliseconds * NanosPerMilli;
            _session.ClockTrouble = !isKnown ? "the venue's clock is not known"
                : Math.Abs(estimate.OffsetNanos) + estimate.ErrorNanos > (long)_options.ClockTolerance.TotalMilliseconds * NanosPerMilli
                    ? string.Create(CultureInfo.InvariantCulture, $"the venue's clock is {estimate.OffsetNanos / NanosPerMilli} ms from ours")
                    : null;
            Tell(reports);
        });
    }

    private void TakeSymbols(in WeexResult<WeexSymbols> result)
    {
        if (result.Value is not { } symbols || !result.IsDone)
        {
            _nextSymbolsMillis = SteadyMillis() + (long)_options.RetryPause.TotalMilliseconds;
            return;
        }

        foreach (var symbol in symbols.Symbols)
        {
            if (_instruments.TryGetValue(symbol.Symbol, out var instrument))
            {
                _rules[instrument] = symbol;
            }
        }

        var missing = _symbols.Where(s => !_rules.ContainsKey(s.Key)).Select(s => s.Value).ToList();
        _session.SymbolTrouble = missing.Count == 0 ? null : $"the venue does not trade {string.Join(", ", missing)}";
    }

    private async Task<WeexReading?> ReadAsync()
    {
        var started = NowMillis();
        var open = _tracker!.OldestOpenMillis ?? started;
        var from = Math.Max(0, Math.Min(open, _lastPassStartMillis == 0 ? started : _lastPassStartMillis) - _options.Tracking.TimestampWindowMillis);

        // Positions first: fills read after them can only explain more, never less.
        var positions = await _rest.ReadPositionsAsync(_stop.Token).ConfigureAwait(false);
        var balances = await _rest.ReadBalancesAsync(WeexProduct.Contract, _stop.Token).ConfigureAwait(false);
        var orders = await _rest.ReadOpenOrdersAsync(WeexProduct.Contract, null, _stop.Token).ConfigureAwait(false);
        var to = NowMillis() + _options.Tracking.DoubtMillis;
        var history = await _rest.ReadOrderHistoryAsync(WeexProduct.Contract, null, from, to, _stop.Token).ConfigureAwait(false);
        var fills = await _rest.ReadFillsAsync(WeexProduct.Contract, null, from, to, _stop.Token).ConfigureAwait(false);
        return positions is { IsDone: true, Value: { } p } && balances is { IsDone: true, Value: { } b }
            && orders is { IsDone: true, Value: { } o } && history is { IsDone: true, Value: { } h } && fills is { IsDone: true, Value: { } f }
            ? new WeexReading(
                new VenuePass { StartedMillis = started, FromMillis = from, Open = o, History = h, Fills = f }, p, b)
            : null;
    }

    private void TakePass(WeexReading? reading, IVenueReports reports)
    {
        _isReading = false;
        var pause = _tracker!.NeedsPass || _tracker.Live.Any() || !_session.IsUp ? _options.PassPauseMin : _options.PassInterval;
        if (reading is null)
        {
            // A reading that failed says nothing, and above all not that there is nothing.
            _session.OnFailedReading(SteadyMillis(), (long)_options.ReadingAgeMax.TotalMilliseconds);
            _nextPassMillis = SteadyMillis() + (long)_options.RetryPause.TotalMilliseconds;
            Tell(reports);
            return;
        }

        _lastPassStartMillis = reading.Pass.StartedMillis;
        _nextPassMillis = SteadyMillis() + (long)pause.TotalMilliseconds;
        _tracker.OnPass(reading.Pass, _streamSinceMillis, NowMillis(), reports);
        _session.OnReading(SteadyMillis(), reading.Fingerprint(_options.Asset), _tracker.Troubles);
        Volatile.Write(ref _isSettled, !_tracker.NeedsPass && _tracker.Live.All(o => o.State == TrackedState.Working && !o.CancelAsked));
        TakeHoldings(reading);
        Tell(reports);
        Volatile.Write(ref _readings, _readings + 1);
    }

    /// <summary>
    /// Lists lag: what an account holds is believed once two readings in a row show the same, and until then what was believed before.
    /// </summary>
    private void TakeHoldings(WeexReading reading)
    {
        var holdings = reading.Holdings(_options.Asset);
        if (holdings != _holdings)
        {
            _holdings = holdings;
            PassSoon();
            return;
        }

        _positions = reading.Positions
            .Where(p => _instruments.ContainsKey(p.Symbol))
            .GroupBy(p => (_instruments[p.Symbol], p.Side))
            .ToDictionary(g => g.Key, g => g.Aggregate(Quantity.Zero, (sum, p) => sum + p.Size));
        _session.Balance = reading.Balances.Where(b => b.Asset == _options.Asset).Select(b => (Quantity?)b.Total).FirstOrDefault();
    }

    /// <summary>Tells the engine what the account holds, and whether the session is up.</summary>
    private void Tell(IVenueReports reports)
    {
        var isUp = _session.IsUp;
        foreach (var instrument in _symbols.Keys)
        {
            var net = _positions.GetValueOrDefault((instrument, WeexPositionSide.Long))
                - _positions.GetValueOrDefault((instrument, WeexPositionSide.Short));
            reports.Report(new AccountSnapshot
            {
                Account = _account,
                Instrument = instrument,
                Fields = (isUp ? SnapshotFields.SessionUp | SnapshotFields.Position : SnapshotFields.None)
                    | (isUp && _session.Balance is not null ? SnapshotFields.Balance : SnapshotFields.None),
                Position = net,
                Balance = Notional.FromUnits((_session.Balance ?? Quantity.Zero).Units),
                VenueTimeNanos = _lastPassStartMillis * NanosPerMilli,
            });
        }
    }

    private void OnPush(WeexPush push, IVenueReports reports)
    {
        switch (push)
        {
            case WeexAccountPush<WeexOrder> orders:
                foreach (var order in orders.Items)
                {
                    _tracker!.OnOrder(order, NowMillis(), reports);
                }

                break;
            case WeexAccountPush<WeexFill> fills:
                foreach (var fill in fills.Items)
                {
                    _tracker!.OnFill(fill, NowMillis(), reports);
                }

                break;
        }

        PassSoon();
    }

    /// <summary>Carries what the private stream tells to the venue's thread.</summary>
    private sealed class Sink(WeexContractVenue venue) : IWeexSink
    {
        public void OnConnected(long connection) => venue.Enter(_ =>
        {
            venue._streamSinceMillis = venue.NowMillis();
            venue.PassSoon();
        });

        public void OnDisconnected(string why) => venue.Enter(_ => venue._streamSinceMillis = null);

        public void OnPush(WeexPush push) => venue.Enter(reports => venue.OnPush(push, reports));
    }
}
