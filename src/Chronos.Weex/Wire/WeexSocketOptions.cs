namespace Chronos.Weex.Wire;

/// <summary>Where and how patiently a socket is kept open.</summary>
internal sealed record WeexSocketOptions
{
    /// <summary>WSS, or WS on this machine alone; with its path, such as <c>/v3/ws/private</c>.</summary>
    public required Uri Address { get; init; }

    /// <summary>Whose orders and fills; decides how private pushes are read.</summary>
    public required WeexProduct Product { get; init; }

    /// <summary>True where the handshake is signed.</summary>
    public bool IsPrivate { get; init; }

    /// <summary>Subscribed to on every connection; at most 100.</summary>
    public required IReadOnlyList<string> Channels { get; init; }

    /// <summary>Nothing received for that long is a dead link. The venue pings every 60 s.</summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromSeconds(90);

    /// <summary>Time to connect.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Pause before the second connection; doubles, and is shortened by up to half at random.</summary>
    public TimeSpan PauseMin { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Longest pause.</summary>
    public TimeSpan PauseMax { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Most connections in five minutes. The venue's limit of 300 is by address and counts REST too.</summary>
    public int ConnectionsIn5Minutes { get; init; } = 300;

    /// <summary>Most subscriptions and their ends in an hour of one connection.</summary>
    public int OperationsAnHour { get; init; } = 240;

    /// <summary>Sent in the handshake.</summary>
    public string UserAgent { get; init; } = "ChronosX/0.1";

    /// <summary>Throws with the first thing that is wrong.</summary>
    public void Validate()
    {
        var isSafe = Address.Scheme == Uri.UriSchemeWss || (Address.Scheme == Uri.UriSchemeWs && Address.IsLoopback);
        if (!isSafe || Channels.Count is 0 or > 100 || Silence <= TimeSpan.Zero || ConnectTimeout <= TimeSpan.Zero
            || PauseMin <= TimeSpan.Zero || PauseMax < PauseMin || ConnectionsIn5Minutes < 1 || OperationsAnHour < 1)
        {
            throw new ArgumentException(
                "a socket needs wss (or ws on this machine), 1 to 100 channels, and times and budgets above 0");
        }
    }
}
