namespace Chronos.Weex.Wire;

/// <summary>
/// Who is told what a socket does. All calls come one after another from the socket's reading task; a call that takes long
/// holds up the reading. Nothing may be concluded across connections: what was missed is read by REST.
/// </summary>
internal interface IWeexSink
{
    /// <summary>A connection is open; they count from 1. All books and private state are dirty.</summary>
    void OnConnected(long connection);

    /// <summary>The connection has ended; another will be tried.</summary>
    void OnDisconnected(string why);

    /// <summary>The venue tells something.</summary>
    void OnPush(WeexPush push);
}
