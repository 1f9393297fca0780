using System.Globalization;
using Polly;

namespace Chronos.Weex.Wire;

/// <summary>
/// The venue's REST calls, typed. Placing and canceling are written at most once; reads are repeated within bounds. No
/// call throws for what the venue or the network does. Any thread.
/// </summary>
internal sealed class WeexRestClient : IDisposable
{
    private const int OpenOrdersLimit = 100;
    private const int HistoryLimit = 1000;
    private const int FillsLimit = 100;
    private const int V2HistoryLimit = 100;
    private const int AlgoFirstPage = 1;

    private readonly WeexRestOptions _options;
    private readonly WeexPaths _contract;
    private readonly WeexTransport _transport;
    private readonly ResiliencePipeline<WeexReply> _readRetry;
    private readonly CancellationTokenSource _closing = new();

    /// <summary>Takes no ownership of the credentials.</summary>
    /// <param name="options">Validated here.</param>
    /// <param name="credentials">Null for public calls alone.</param>
    /// <param name="clockMillis">The venue's time as well as we know it, in milliseconds since the Unix epoch.</param>
    public WeexRestClient(WeexRestOptions options, WeexCredentials? credentials, Func<long> clockMillis)
    {
        _options = options;
        _transport = new WeexTransport(options, credentials, clockMillis);
        _contract = IsV2 ? WeexPaths.ContractV2 : WeexPaths.ContractV3;
        _readRetry = WeexReadRetry.Make(options.ReadAttempts, options.ReadPause);
    }

    /// <summary>Requests whose first byte was given to a connection, over all calls.</summary>
    public long RequestsWritten => _transport.RequestsWritten;

    private bool IsV2 => _options.ContractDialect == WeexDialect.ContractV2;

    /// <summary>Gives up what is under way; its outcome is unknown where it was written.</summary>
    public void Dispose()
    {
        _closing.Cancel();
        _transport.Dispose();
        _closing.Dispose();
    }

    /// <summary>
    /// Places the order that the body says. Written at most once. Not written when the body cannot be read back or is in
    /// another dialect.
    /// </summary>
    public Task<WeexResult<WeexPlaced>> PlaceOrderAsync(WeexProduct product, ReadOnlyMemory<byte> body, CancellationToken cancellation = default)
    {
        var dialect = product == WeexProduct.Spot ? WeexDialect.SpotV3 : _options.ContractDialect;
        return WeexOrderBody.TryReadOrder(body.Span, out var order) && order.Dialect == dialect && !order.IsConditional
            ? PlaceAsync(product, Paths(product).Place, body, order.ClientOrderId, cancellation)
            : Task.FromResult(NotAnOrder());
    }

    /// <summary>Places the conditional order that the body says; contract v3. Written at most once.</summary>
    public Task<WeexResult<WeexPlaced>> PlaceAlgoOrderAsync(ReadOnlyMemory<byte> body, CancellationToken cancellation = default) =>
        !IsV2 && WeexOrderBody.TryReadOrder(body.Span, out var order) && order.IsConditional
            ? PlaceAsync(WeexProduct.Contract, WeexPaths.Algo, body, order.ClientOrderId, cancellation)
            : Task.FromResult(NotAnOrder());

    /// <summary>Cancels one order. Written at most once.</summary>
    public Task<WeexResult<WeexPlaced>> CancelAsync(WeexProduct product, WeexOrderName name, CancellationToken cancellation = default)
    {
        var path = Paths(product).Cancel;
        return product == WeexProduct.Contract && IsV2
            ? CancelAsync(Request(product, HttpMethod.Post, path, Ascii(name.ToBody())), name, cancellation)
            : CancelAsync(Request(product, HttpMethod.Delete, $"{path}?{name.ToQuery()}", default), name, cancellation);
    }

    /// <summary>Cancels one conditional order; contract v3. Written at most once.</summary>
    public Task<WeexResult<WeexPlaced>> CancelAlgoAsync(long algoId, CancellationToken cancellation = default)
    {
        RefuseV2();
        var name = WeexOrderName.OfVenue(algoId);
        return CancelAsync(
            Request(WeexProduct.Contract, HttpMethod.Delete, $"{WeexPaths.Algo}?{name.ToQuery()}", default), name, cancellation);
    }

    /// <summary>All open orders, of one symbol or of all.</summary>
    public Task<WeexResult<IReadOnlyList<WeexOrder>>> ReadOpenOrdersAsync(
        WeexProduct product, string? symbol = null, CancellationToken cancellation = default)
    {
        var paths = Paths(product);
        if (product == WeexProduct.Spot)
        {
            // Spot tells them all at once.
            return ReadPagesAsync(_ => Query(paths.OpenOrders, symbol), 0, int.MaxValue, product, cancellation);
        }

        return ReadPagesAsync(
            page => Query(paths.OpenOrders, symbol, Invariant($"limit={OpenOrdersLimit}&page={page}")),
            paths.FirstPage, OpenOrdersLimit, product, cancellation);
    }

    /// <summary>All orders of a stretch of time, at most 90 days. Spot needs a symbol.</summary>
    public Task<WeexResult<IReadOnlyList<WeexOrder>>> ReadOrderHistoryAsync(
        WeexProduct product, string? symbol, long fromMillis, long toMillis, CancellationToken cancellation = default)
    {
        CheckStretch(product, symbol, fromMillis, toMillis);
        var paths = Paths(product);
        if (product == WeexProduct.Contract && IsV2)
        {
            return WeexPageReader.ReadStretchesAsync(
                (from, to) => ReadAsync(
                    product,
                    Query(paths.OrderHistory, symbol, Invariant($"pageSize={V2HistoryLimit}&createDate={from}&endCreateDate={to}")),
                    OrderParser(product), cancellation),
                fromMillis, toMillis, V2HistoryLimit, static order => order.OrderId);
        }

        return ReadPagesAsync(
            page => Query(
                paths.OrderHistory, symbol,
                Invariant($"startTime={fromMillis}&endTime={toMillis}&limit={HistoryLimit}&page={page}")),
            paths.FirstPage, HistoryLimit, product, cancellation);
    }

    /// <summary>All fills of a stretch of time, at most 90 days. Spot needs a symbol.</summary>
    public Task<WeexResult<IReadOnlyList<WeexFill>>> ReadFillsAsync(
        WeexProduct product, string? symbol, long fromMillis, long toMillis, CancellationToken cancellation = default)
    {
        CheckStretch(product, symbol, fromMillis, toMillis);
        var path = Paths(product).Fills;
        WeexParser<List<WeexFill>> parse = product == WeexProduct.Contract && IsV2
            ? WeexV2Answers.Fills
            : body => WeexAnswers.Fills(body, product);
        return WeexPageReader.ReadStretchesAsync(
            (from, to) => ReadAsync(
                product, Query(path, symbol, Invariant($"startTime={from}&endTime={to}&limit={FillsLimit}")), parse, cancellation),
            fromMillis, toMillis, FillsLimit, static fill => fill.FillId);
    }

    /// <summary>All balances.</summary>
    public Task<WeexResult<List<WeexBalance>>> ReadBalancesAsync(WeexProduct product, CancellationToken cancellation = default) =>
        ReadAsync(product, Paths(product).Balances, WeexAnswers.Balances, cancellation);

    /// <summary>All positions of the contract account.</summary>
    public Task<WeexResult<List<WeexPosition>>> ReadPositionsAsync(CancellationToken cancellation = default) =>
        ReadAsync(WeexProduct.Contract, _contract.Positions, WeexAnswers.Positions, cancellation);

    /// <summary>All symbols with their steps and limits.</summary>
    public Task<WeexResult<WeexSymbols>> ReadSymbolsAsync(WeexProduct product, CancellationToken cancellation = default) =>
        ReadAsync(product, Paths(product).Symbols, WeexAnswers.Symbols, cancellation, isSigned: false);

    /// <summary>The venue's clock. One attempt, so that the round trip is that of the answer.</summary>
    public async Task<WeexResult<WeexServerTime>> ReadServerTimeAsync(WeexProduct product, CancellationToken cancellation = default)
    {
        var request = new WeexRequest(product, HttpMethod.Get, Paths(product).Time, default, false, _options.ReadTimeout);
        return WeexJudge.Judge(await SendAsync(request, cancellation).ConfigureAwait(false), WeexAnswers.ServerTime, false);
    }

    /// <summary>One order. Spot takes either name, contracts the venue's id alone.</summary>
    public async Task<WeexResult<WeexOrder>> ReadOrderAsync(WeexProduct product, WeexOrderName name, CancellationToken cancellation = default)
    {
        if (product == WeexProduct.Contract && name.OrderId == 0)
        {
            throw new ArgumentException("contracts are read by the venue's order id alone", nameof(name));
        }

        var result = await ReadAsync(
            product, $"{Paths(product).Order}?{name.ToQuery()}", OrderParser(product), cancellation).ConfigureAwait(false);
        var carried = result.Carried<WeexOrder>(result.RoundTripNanos);
        if (!result.IsDone)
        {
            return carried;
        }

        return result.Value switch
        {
            [] => carried with { Outcome = WeexOutcome.OrderUnknown, Message = "the answer is empty" },
            [var order] when name.IsNameOf(order) => carried with { Value = order },
            _ => carried with { Outcome = WeexOutcome.Unknown, Message = "the answer names another order" },
        };
    }

    /// <summary>Sets the leverage of a symbol's crossed positions. One attempt.</summary>
    public async Task<WeexResult<WeexLeverage>> SetLeverageAsync(string symbol, int leverage, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(leverage, 1);
        CheckSymbol(symbol);
        var wanted = new WeexLeverage(symbol, WeexNumber.StepUnits(0) * leverage);
        var body = IsV2
            ? Invariant($"{{\"symbol\":\"{symbol}\",\"marginMode\":1,\"longLeverage\":\"{leverage}\",\"shortLeverage\":\"{leverage}\"}}")
            : Invariant($"{{\"symbol\":\"{symbol}\",\"marginType\":\"CROSSED\",\"crossLeverage\":\"{leverage}\"}}");
        var request = Request(WeexProduct.Contract, HttpMethod.Post, _contract.Leverage, Ascii(body));
        var reply = await SendAsync(request, cancellation).ConfigureAwait(false);

        // v2 acknowledges without repeating what it has set.
        var result = WeexJudge.Judge<WeexLeverage>(reply, IsV2 ? _ => wanted : WeexAnswers.Leverage, placesOrder: false);
        return result.IsDone && result.Value != wanted
            ? result with { Outcome = WeexOutcome.Unknown, Message = "the answer names another symbol or leverage" }
            : result;
    }

    /// <summary>Sends the record of a model's decision. One attempt.</summary>
    /// <exception cref="ArgumentException">The record cannot be sent.</exception>
    public async Task<WeexResult<WeexEnvelope>> UploadAiLogAsync(WeexAiLog log, CancellationToken cancellation = default)
    {
        var request = Request(WeexProduct.Contract, HttpMethod.Post, _contract.AiLog, log.ToBody());
        return WeexJudge.Judge(await SendAsync(request, cancellation).ConfigureAwait(false), WeexEnvelope.Read, false);
    }

    /// <summary>All conditional orders that wait; contract v3.</summary>
    public Task<WeexResult<IReadOnlyList<WeexAlgoOrder>>> ReadOpenAlgoOrdersAsync(string? symbol = null, CancellationToken cancellation = default)
    {
        RefuseV2();
        return WeexPageReader.ReadPagesAsync(
            page => ReadAsync(
                WeexProduct.Contract,
                Query(WeexPaths.OpenAlgo, symbol, Invariant($"page={page}&limit={OpenOrdersLimit}")),
                WeexAnswers.AlgoOrders, cancellation),
            AlgoFirstPage, OpenOrdersLimit, static order => order.AlgoId);
    }

    private static WeexResult<WeexPlaced> NotAnOrder() => new()
    {
        Outcome = WeexOutcome.NotWritten,
        Message = "the body is no order of this dialect",
    };

    private static string Query(string path, string? symbol, string rest = "")
    {
        if (symbol is null)
        {
            return rest.Length == 0 ? path : $"{path}?{rest}";
        }

        CheckSymbol(symbol);
        return rest.Length == 0 ? $"{path}?symbol={symbol}" : $"{path}?symbol={symbol}&{rest}";
    }

    private static void CheckSymbol(string symbol)
    {
        if (!WeexOrderRules.IsSymbol(symbol))
        {
            throw new ArgumentException("not a symbol", nameof(symbol));
        }
    }

    private static void CheckStretch(WeexProduct product, string? symbol, long fromMillis, long toMillis)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(fromMillis);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(fromMillis, toMillis);
        if (product == WeexProduct.Spot && symbol is null)
        {
            throw new ArgumentException("spot tells history by symbol alone", nameof(symbol));
        }
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static byte[] Ascii(string text) => System.Text.Encoding.ASCII.GetBytes(text);

    private void RefuseV2()
    {
        if (IsV2)
        {
            throw new NotSupportedException("conditional orders are spoken in v3 alone");
        }
    }

    private WeexPaths Paths(WeexProduct product) => product == WeexProduct.Spot ? WeexPaths.SpotV3 : _contract;

    private WeexParser<List<WeexOrder>> OrderParser(WeexProduct product) =>
        product == WeexProduct.Contract && IsV2 ? WeexV2Answers.Orders : body => WeexAnswers.Orders(body, product);

    private WeexRequest Request(WeexProduct product, HttpMethod method, string target, ReadOnlyMemory<byte> body) =>
        new(product, method, target, body, IsSigned: true, _options.OrderTimeout);

    private async Task<WeexResult<WeexPlaced>> PlaceAsync(
        WeexProduct product, string path, ReadOnlyMemory<byte> body, string clientOrderId, CancellationToken cancellation) =>
        WeexJudge.JudgePlaced(
            await SendAsync(Request(product, HttpMethod.Post, path, body), cancellation).ConfigureAwait(false), clientOrderId);

    private async Task<WeexResult<WeexPlaced>> CancelAsync(WeexRequest request, WeexOrderName name, CancellationToken cancellation) =>
        WeexJudge.JudgeCanceled(await SendAsync(request, cancellation).ConfigureAwait(false), name);

    private Task<WeexResult<IReadOnlyList<WeexOrder>>> ReadPagesAsync(
        Func<int, string> target, int firstPage, int limit, WeexProduct product, CancellationToken cancellation) =>
        WeexPageReader.ReadPagesAsync(
            page => ReadAsync(product, target(page), OrderParser(product), cancellation),
            firstPage, limit, static order => order.OrderId);

    private async Task<WeexResult<T>> ReadAsync<T>(
        WeexProduct product, string target, WeexParser<T> parse, CancellationToken cancellation, bool isSigned = true)
    {
        var request = new WeexRequest(product, HttpMethod.Get, target, default, isSigned, _options.ReadTimeout);
        var nanos = 0L;
        WeexReply reply;
        try
        {
            reply = await _readRetry.ExecuteAsync(
                async token =>
                {
                    var attempt = await SendAsync(request, token).ConfigureAwait(false);
                    nanos += attempt.RoundTripNanos;
                    return attempt;
                },
                cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // Between two attempts; within one it is an answer like others.
            reply = new WeexReply(0, null, nanos > 0, "canceled by the caller", nanos);
        }

        return WeexJudge.Judge(reply, parse, placesOrder: false) with { RoundTripNanos = nanos };
    }

    private async Task<WeexReply> SendAsync(WeexRequest request, CancellationToken cancellation)
    {
        if (_closing.IsCancellationRequested)
        {
            return new WeexReply(0, null, false, "the client is closed", 0);
        }

        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellation, _closing.Token);
        return await _transport.SendAsync(request, linked.Token).ConfigureAwait(false);
    }
}
