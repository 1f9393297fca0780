using System.Text;
using Chronos.Weex.Sandbox.Faults;
using Microsoft.AspNetCore.Http;

namespace Chronos.Weex.Sandbox.Rest;

/// <summary>Takes a REST request of the venue through log, faults, limits and signature to its route.</summary>
internal sealed class RestEndpoint(
    Venue venue, WeexSandboxOptions options, Authenticator authenticator, FaultBook faults, RequestLog log, FaultedExchange faulted)
{
    private const int BodyMax = 1 << 20;

    private readonly RateLimiter _limits = new(options.Limits);

    /// <summary>Answers one request.</summary>
    public async Task HandleAsync(HttpContext context, string path, string query)
    {
        var method = context.Request.Method;
        var body = await ReadAsync(context).ConfigureAwait(false);
        var entry = log.Add(venue.Clock.ServerTime, method, path, query, Encoding.UTF8.GetString(body));
        var symbol = SymbolOf(query, body);
        var (isOver, instead) = await faulted.BeforeAsync(context, method, path, symbol).ConfigureAwait(false);
        if (isOver)
        {
            if (instead is not null)
            {
                await FaultedExchange.SendAsync(context, instead).ConfigureAwait(false);
            }

            return;
        }

        var answer = Do(context, method, path, query, body, symbol);
        entry.Status = answer.Status;
        await faulted.AnswerAsync(context, answer, method, path, symbol).ConfigureAwait(false);
    }

    private RestAnswer Do(HttpContext context, string method, string path, string query, byte[] body, string? symbol)
    {
        lock (venue.Gate)
        {
            try
            {
                return Route(context, method, path, query, body, symbol);
            }
            catch (WireException refusal)
            {
                return ErrorAnswer.Of(refusal, path, options.Switches.ErrorStatus, venue.Clock.ServerTime);
            }
        }
    }

    private RestAnswer Route(HttpContext context, string method, string path, string query, byte[] body, string? symbol)
    {
        if (RouteTable.Find(method, path) is not { } route)
        {
            throw RouteTable.Knows(path)
                ? new WireException(-1150, $"Request method '{method}' not supported")
                : new WireException(-1000, "Not Found") { Status = StatusCodes.Status404NotFound };
        }

        Account? account = null;
        if (!_limits.TryAddress(route, context.Connection.RemoteIpAddress?.ToString() ?? "", venue.Clock.Now))
        {
            return TooMany();
        }

        if (route.Access != Access.Public)
        {
            account = authenticator.Rest(context.Request.Headers, method, path, query, body);
            if (!_limits.TryKey(route, account.Options.Key, venue.Clock.Now))
            {
                return TooMany();
            }

            CheckPermission(route, account);
        }

        if (route.Metered == Metered.Placing && faults.Take(FaultKind.RejectOrders, method, path, symbol) is { } reject)
        {
            return Rejected(route, reject, body);
        }

        var asOf = AsOf(route, method, path, symbol);
        return route.Handle(new RestCall(venue, route, Parameters.Read(query, body), account, asOf));
    }

    private long AsOf(Route route, string method, string path, string? symbol)
    {
        if (route.Access != Access.Read)
        {
            return long.MaxValue;
        }

        return faults.Take(FaultKind.MissingPage, method, path, symbol) is not null ? 0
            : faults.Take(FaultKind.StaleLists, method, path, symbol) is { } stale ? venue.Clock.ServerTime - stale.Seconds * 1000L
            : long.MaxValue;
    }

    private static RestAnswer Rejected(Route route, Fault reject, byte[] body)
    {
        if (reject.As == "http" || route.Product == Product.Spot || route.IsLegacy)
        {
            throw new WireException(reject.Code, reject.Message);
        }

        var parameters = Parameters.Read("", body);
        return RestAnswer.Object(w =>
        {
            w.WriteString("orderId", "0");
            w.WriteString("clientOrderId", parameters.Text("newClientOrderId") ?? parameters.Text("clientAlgoId") ?? "");
            Contract.ContractJson.Outcome(w, new WireException(reject.Code, reject.Message));
        });
    }

    private static RestAnswer TooMany() => RestAnswer.Error(StatusCodes.Status429TooManyRequests, 429, "Too many requests");

    private static void CheckPermission(Route route, Account account)
    {
        var needed = route.Access == Access.Read ? "Readonly" : route.Product == Product.Spot ? "Spot" : "Futures";
        if (!account.Options.Permissions.Contains(needed))
        {
            throw new WireException(-1052, $"Insufficient permissions: the key lacks {needed}.");
        }
    }

    private static async Task<byte[]> ReadAsync(HttpContext context)
    {
        using var copy = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await context.Request.Body.ReadAsync(buffer, context.RequestAborted).ConfigureAwait(false)) > 0)
        {
            if (copy.Length + read > BodyMax)
            {
                throw new BadHttpRequestException("the body is too large", StatusCodes.Status413PayloadTooLarge);
            }

            copy.Write(buffer, 0, read);
        }

        return copy.ToArray();
    }

    // Faults are chosen by symbol before anything is judged, so what cannot be read has none.
    private static string? SymbolOf(string query, byte[] body)
    {
        try
        {
            return Parameters.Read(query, body).Text("symbol");
        }
        catch (WireException)
        {
            return null;
        }
    }
}
