namespace Chronos.Weex.Wire;

/// <summary>What a frame of a socket is.</summary>
internal enum WeexFrameKind
{
    /// <summary>None of those below; it is counted and passed over.</summary>
    Other = 0,

    /// <summary>Something the venue tells.</summary>
    Push,

    /// <summary>The first frame of a connection.</summary>
    Greeting,

    /// <summary>The venue asks whether we are there.</summary>
    Ping,

    /// <summary>The answer to a request of ours.</summary>
    Reply,
}
