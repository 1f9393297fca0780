using Chronos.Weex.Sandbox.Control;
using Chronos.Weex.Sandbox.Faults;
using Chronos.Weex.Sandbox.Rest;
using Chronos.Weex.Sandbox.Sockets;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Chronos.Weex.Sandbox;

/// <summary>Gives each request to the endpoint it is for.</summary>
internal sealed class Dispatcher(RestEndpoint rest, SocketEndpoint sockets, ControlEndpoint control, FailureLog failures)
{
    /// <summary>Key among a connection's items of one that is beyond the venue's limit.</summary>
    public const string OneTooMany = "one too many";

    /// <summary>Handles one request. A peer that has gone ends it without a word.</summary>
    public async Task HandleAsync(HttpContext context)
    {
        // Signed is what was sent, so nothing may be decoded.
        var target = context.Features.Get<IHttpRequestFeature>()!.RawTarget;
        var mark = target.IndexOf('?');
        var (path, query) = mark < 0 ? (target, "") : (target[..mark], target[(mark + 1)..]);
        try
        {
            if (path.StartsWith("/sandbox/", StringComparison.Ordinal))
            {
                await control.HandleAsync(context, path, query).ConfigureAwait(false);
            }
            else if (context.Features.Get<IConnectionItemsFeature>()?.Items.ContainsKey(OneTooMany) == true)
            {
                context.Response.Headers.Connection = "close";
                await FaultedExchange.SendAsync(
                    context, RestAnswer.Error(StatusCodes.Status429TooManyRequests, 429, "Too many requests")).ConfigureAwait(false);
            }
            else if (SocketEndpoint.Match(path, context.Request.Host.Host) is { } socket)
            {
                await sockets.HandleAsync(context, socket.Product, socket.Path).ConfigureAwait(false);
            }
            else
            {
                await rest.HandleAsync(context, path, query).ConfigureAwait(false);
            }
        }
        catch (Exception) when (context.RequestAborted.IsCancellationRequested)
        {
            // The peer has gone, or a fault has ended the connection.
            context.Abort();
        }
        catch (Exception e) when (e is not BadHttpRequestException)
        {
            failures.Add($"{context.Request.Method} {target}", e);
            throw;
        }
    }
}
