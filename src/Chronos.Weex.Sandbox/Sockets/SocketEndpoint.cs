using System.Net.WebSockets;
using System.Text;
using Chronos.Weex.Sandbox.Faults;
using Chronos.Weex.Sandbox.Rest;
using Microsoft.AspNetCore.Http;

namespace Chronos.Weex.Sandbox.Sockets;

/// <summary>Accepts sockets and runs them until either side ends.</summary>
internal sealed class SocketEndpoint(
    Venue venue, SocketHub hub, Authenticator authenticator, FaultBook faults, RequestLog log, FaultedExchange faulted, CancellationToken stop)
{
    private const string PublicPath = "/v3/ws/public";
    private const string PrivatePath = "/v3/ws/private";
    private const string SpotPrefix = "/spot";
    private const string ContractPrefix = "/contract";
    private const int MessageMax = 64 * 1024;

    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(2);

    /// <summary>Product and path without prefix; null when a path is no socket's.</summary>
    public static (Product Product, string Path)? Match(string path, string host)
    {
        var (product, rest) = path.StartsWith(SpotPrefix + "/", StringComparison.Ordinal) ? (Product.Spot, path[SpotPrefix.Length..])
            : path.StartsWith(ContractPrefix + "/", StringComparison.Ordinal) ? (Product.Contract, path[ContractPrefix.Length..])
            : (host.StartsWith("ws-spot.", StringComparison.Ordinal) ? Product.Spot : Product.Contract, path);
        return rest is PublicPath or PrivatePath ? (product, rest) : null;
    }

    /// <summary>Runs one socket.</summary>
    public async Task HandleAsync(HttpContext context, Product product, string path)
    {
        var whole = context.Request.Path.Value!;
        log.Add(venue.Clock.ServerTime, "WS", whole, "", "");
        var (isOver, instead) = await faulted.BeforeAsync(context, "WS", whole, null).ConfigureAwait(false);
        Account? account = null;
        if (!isOver && !context.WebSockets.IsWebSocketRequest)
        {
            (isOver, instead) = (true, RestAnswer.Error(StatusCodes.Status400BadRequest, -1128, "A WebSocket handshake is expected."));
        }
        else if (!isOver && path == PrivatePath)
        {
            (account, instead) = Authenticate(context, path);
            isOver = instead is not null;
        }

        if (isOver)
        {
            if (instead is not null)
            {
                await FaultedExchange.SendAsync(context, instead).ConfigureAwait(false);
            }

            return;
        }

        using var socket = await context.WebSockets.AcceptWebSocketAsync(
            new WebSocketAcceptContext { KeepAliveInterval = Timeout.InfiniteTimeSpan }).ConfigureAwait(false);
        var isDeaf = faults.Take(FaultKind.DeafSocket, "WS", whole, null) is not null;
        using var session = new SocketSession(hub, product, account, isDeaf);
        await RunAsync(context, socket, session).ConfigureAwait(false);
    }

    private (Account?, RestAnswer?) Authenticate(HttpContext context, string path)
    {
        lock (venue.Gate)
        {
            try
            {
                return (authenticator.Socket(context.Request.Headers, path), null);
            }
            catch (WireException refusal)
            {
                // A handshake cannot be refused with 200.
                return (null, RestAnswer.Error(StatusCodes.Status400BadRequest, refusal.Code, refusal.Message));
            }
        }
    }

    private async Task RunAsync(HttpContext context, WebSocket socket, SocketSession session)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stop, session.Ended, context.RequestAborted);
        lock (venue.Gate)
        {
            hub.Add(session);
            session.Greet();
        }

        try
        {
            var sending = SendAsync(socket, session, end.Token);
            var receiving = ReceiveAsync(socket, session, end.Token);
            if (await Task.WhenAny(sending, receiving).ConfigureAwait(false) == sending && session.Closing is not null)
            {
                // The client answers the close frame; cutting it off would take the frame away from it.
                end.CancelAfter(CloseTimeout);
                await receiving.ConfigureAwait(false);
            }

            await end.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(sending, receiving).ConfigureAwait(false);
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException or IOException)
        {
            // Either side has gone; there is nobody left to tell.
        }
        finally
        {
            lock (venue.Gate)
            {
                hub.Remove(session);
            }

            if (socket.State is not (WebSocketState.Closed or WebSocketState.CloseSent))
            {
                context.Abort();
            }
        }
    }

    private static async Task SendAsync(WebSocket socket, SocketSession session, CancellationToken stop)
    {
        await foreach (var frame in session.Outbox(stop).ConfigureAwait(false))
        {
            await socket.SendAsync(frame, WebSocketMessageType.Text, endOfMessage: true, stop).ConfigureAwait(false);
        }

        if (session.Closing is { } closing)
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
            limit.CancelAfter(CloseTimeout);
            await socket.CloseOutputAsync(closing.Status, closing.Text, limit.Token).ConfigureAwait(false);
        }
    }

    private async Task ReceiveAsync(WebSocket socket, SocketSession session, CancellationToken stop)
    {
        var buffer = new byte[MessageMax];
        while (true)
        {
            var length = 0;
            ValueWebSocketReceiveResult part;
            do
            {
                part = await socket.ReceiveAsync(buffer.AsMemory(length), stop).ConfigureAwait(false);
                length += part.Count;
            }
            while (!part.EndOfMessage && length < buffer.Length);
            if (part.MessageType == WebSocketMessageType.Close)
            {
                if (socket.State == WebSocketState.CloseReceived)
                {
                    await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, stop).ConfigureAwait(false);
                }

                return;
            }

            if (!part.EndOfMessage)
            {
                await socket.CloseOutputAsync(WebSocketCloseStatus.MessageTooBig, null, stop).ConfigureAwait(false);
                return;
            }

            lock (venue.Gate)
            {
                session.Receive(Encoding.UTF8.GetString(buffer, 0, length));
            }
        }
    }
}
