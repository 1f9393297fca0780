using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;

namespace Chronos.Weex.Wire;

/// <summary>
/// Sends one request once and says what happened. No redirects, cookies, proxies, decompression or repeats; warm
/// connections; HTTP/1.1, so that every write belongs to exactly one request. Any thread.
/// </summary>
internal sealed class WeexTransport : IDisposable
{
    // The longest list, 1000 orders of history, is about half a megabyte; exchangeInfo about one.
    private const int BodyBytesMax = 16 * 1024 * 1024;
    private const int BodyBytesAtFirst = 16 * 1024;
    private const int ConnectionsMax = 16;

    private static readonly MediaTypeHeaderValue Json = new("application/json");
    private static readonly long NanosPerTick = 1_000_000_000 / Stopwatch.Frequency;

    private readonly HttpMessageInvoker _http;
    private readonly WeexCredentials? _credentials;
    private readonly Func<long> _clockMillis;
    private readonly WeexRestOptions _options;
    private long _requestsWritten;

    /// <summary>Takes no ownership of the credentials. Without them signed calls are not written.</summary>
    /// <param name="options">Validated here.</param>
    /// <param name="credentials">Null for public calls alone.</param>
    /// <param name="clockMillis">The venue's time as well as we know it, in milliseconds since the Unix epoch.</param>
    public WeexTransport(WeexRestOptions options, WeexCredentials? credentials, Func<long> clockMillis)
    {
        options.Validate();
        _options = options;
        _credentials = credentials;
        _clockMillis = clockMillis;
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            UseCookies = false,
            UseProxy = false,
            PreAuthenticate = false,
            ActivityHeadersPropagator = null,
            ConnectTimeout = options.OrderTimeout,
            MaxConnectionsPerServer = ConnectionsMax,
            PooledConnectionLifetime = options.ConnectionLifetime,
            PooledConnectionIdleTimeout = options.ConnectionIdle,
            PlaintextStreamFilter = (context, _) =>
                ValueTask.FromResult<Stream>(new MarkedStream(context.PlaintextStream, CountRequest)),
        };
        _http = new HttpMessageInvoker(handler);
    }

    /// <summary>Requests whose first byte was given to a connection, over all calls.</summary>
    public long RequestsWritten => Interlocked.Read(ref _requestsWritten);

    public void Dispose() => _http.Dispose();

    /// <summary>Sends once, signed afresh. Never throws for what the venue, the network or the caller's token does.</summary>
    public async Task<WeexReply> SendAsync(WeexRequest request, CancellationToken cancellation)
    {
        var start = Stopwatch.GetTimestamp();
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(request.Timeout);
        var mark = new WriteMark();
        WriteMark.Current = mark;
        var status = 0;
        string fault;
        try
        {
            using var message = Make(request);
            using var response = await _http.SendAsync(message, deadline.Token).ConfigureAwait(false);
            status = (int)response.StatusCode;
            var body = await ReadBodyAsync(response, deadline.Token).ConfigureAwait(false);
            return new WeexReply(status, body, mark.Close(), "", Elapsed(start));
        }
        catch (OperationCanceledException)
        {
            fault = cancellation.IsCancellationRequested
                ? "canceled by the caller"
                : $"no whole answer within {request.Timeout.TotalMilliseconds:0} ms";
        }
        catch (Exception e) when (e is HttpRequestException or IOException or ObjectDisposedException)
        {
            fault = e.InnerException is { } inner ? $"{e.Message} {inner.Message}" : e.Message;
        }

        return new WeexReply(status, null, mark.Close(), fault, Elapsed(start));
    }

    private static async Task<byte[]> ReadBodyAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        var stream = await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            var buffer = ArrayPool<byte>.Shared.Rent(BodyBytesAtFirst);
            try
            {
                var length = 0;
                while (await stream.ReadAsync(buffer.AsMemory(length), cancellation).ConfigureAwait(false) is > 0 and var read)
                {
                    length += read;
                    if (length == buffer.Length)
                    {
                        buffer = Grown(buffer);
                    }
                }

                return buffer[..length];
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(buffer);
            }
        }
    }

    private static byte[] Grown(byte[] buffer)
    {
        if (buffer.Length >= BodyBytesMax)
        {
            throw new IOException($"the answer has more than {BodyBytesMax} bytes");
        }

        var larger = ArrayPool<byte>.Shared.Rent(2 * buffer.Length);
        buffer.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(buffer);
        return larger;
    }

    private static long Elapsed(long start) => (Stopwatch.GetTimestamp() - start) * NanosPerTick;

    private HttpRequestMessage Make(in WeexRequest request)
    {
        var address = request.Product == WeexProduct.Contract ? _options.ContractAddress : _options.SpotAddress;
        var uri = new Uri(address, request.Target);
        if (uri.PathAndQuery != request.Target)
        {
            throw new ArgumentException($"'{request.Target}' would not be sent as it is signed", nameof(request));
        }

        var message = new HttpRequestMessage(request.Method, uri)
        {
            Version = HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        message.Headers.TryAddWithoutValidation("User-Agent", _options.UserAgent);
        if (!request.IsSigned)
        {
            return message;
        }

        // Private calls need the content type even where there is nothing to send.
        message.Content = new ReadOnlyMemoryContent(request.Body);
        message.Content.Headers.ContentType = Json;
        Sign(message, request);
        return message;
    }

    private void Sign(HttpRequestMessage message, in WeexRequest request)
    {
        var credentials = _credentials ?? throw new InvalidOperationException("a signed call needs credentials");
        var time = _clockMillis();
        var signature = WeexSignature.OfRequest(
            credentials, time, request.Method.Method, request.Target, request.Body.Span);
        message.Headers.TryAddWithoutValidation("ACCESS-KEY", credentials.Key);
        message.Headers.TryAddWithoutValidation("ACCESS-SIGN", signature);
        message.Headers.TryAddWithoutValidation("ACCESS-TIMESTAMP", time.ToString(CultureInfo.InvariantCulture));
        message.Headers.TryAddWithoutValidation("ACCESS-PASSPHRASE", credentials.Passphrase);
        message.Headers.TryAddWithoutValidation("locale", "en-US");
    }

    private void CountRequest() => Interlocked.Increment(ref _requestsWritten);
}
