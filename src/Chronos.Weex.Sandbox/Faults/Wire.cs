using System.Net.Sockets;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;

namespace Chronos.Weex.Sandbox.Faults;

/// <summary>Ends connections the way networks do.</summary>
internal static class Wire
{
    /// <summary>Ends the connection in order: the peer reads an end of stream.</summary>
    public static void Close(HttpContext context)
    {
        if (SocketOf(context) is { } socket)
        {
            try
            {
                socket.Shutdown(SocketShutdown.Both);
            }
            catch (SocketException)
            {
                // The peer was faster; the connection is gone either way.
            }
        }

        context.Abort();
    }

    /// <summary>Resets the connection: the peer reads an error.</summary>
    public static void Reset(HttpContext context)
    {
        if (SocketOf(context) is { } socket)
        {
            socket.LingerState = new LingerOption(enable: true, seconds: 0);
        }

        context.Abort();
    }

    private static Socket? SocketOf(HttpContext context) => context.Features.Get<IConnectionSocketFeature>()?.Socket;
}
