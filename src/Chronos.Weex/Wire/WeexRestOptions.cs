namespace Chronos.Weex.Wire;

/// <summary>Where and how patiently the venue is asked. Copied when a client is made.</summary>
internal sealed record WeexRestOptions
{
    /// <summary>Contracts. HTTPS, or HTTP on this machine alone.</summary>
    public Uri ContractAddress { get; init; } = new("https://api-contract.weex.com");

    /// <summary>Spot. HTTPS, or HTTP on this machine alone.</summary>
    public Uri SpotAddress { get; init; } = new("https://api-spot.weex.com");

    /// <summary>Language of the contract calls: v3, or v2 of the first competitions.</summary>
    public WeexDialect ContractDialect { get; init; } = WeexDialect.ContractV3;

    /// <summary>
    /// Time until placing or canceling is given up as unknown, connecting included. A placing took 0.6 s where recorded.
    /// </summary>
    public TimeSpan OrderTimeout { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Time until one attempt to read is given up.</summary>
    public TimeSpan ReadTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Attempts for one read, the first included; 1 to 5. Placing and canceling have one.</summary>
    public int ReadAttempts { get; init; } = 3;

    /// <summary>Pause before the second attempt of a read; doubles, with jitter.</summary>
    public TimeSpan ReadPause { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Connections are replaced at that age, so that a changed address is noticed.</summary>
    public TimeSpan ConnectionLifetime { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Idle connections are kept that long; asking the time more often keeps one warm.</summary>
    public TimeSpan ConnectionIdle { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Sent with every request: the venue's content network treats requests without one worse.</summary>
    public string UserAgent { get; init; } = "ChronosX/0.1";

    /// <summary>Throws with the first thing that is wrong.</summary>
    /// <exception cref="ArgumentException">An address that is neither HTTPS nor local, a dialect that is no contract's, times or counts out of range.</exception>
    public void Validate()
    {
        CheckAddress(ContractAddress, nameof(ContractAddress));
        CheckAddress(SpotAddress, nameof(SpotAddress));
        Check(ContractDialect is WeexDialect.ContractV3 or WeexDialect.ContractV2, nameof(ContractDialect), "ContractV3 or ContractV2");
        CheckTime(OrderTimeout, nameof(OrderTimeout));
        CheckTime(ReadTimeout, nameof(ReadTimeout));
        Check(ReadAttempts is >= 1 and <= 5, nameof(ReadAttempts), "1 to 5");
        CheckTime(ReadPause, nameof(ReadPause));
        CheckTime(ConnectionLifetime, nameof(ConnectionLifetime));
        CheckTime(ConnectionIdle, nameof(ConnectionIdle));
        Check(UserAgent is { Length: > 0 and <= 128 }, nameof(UserAgent), "1 to 128 characters");
    }

    private static void CheckAddress(Uri address, string name) => Check(
        address is { IsAbsoluteUri: true, PathAndQuery: "/" }
            && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback)),
        name, "https without a path, or http on this machine");

    private static void CheckTime(TimeSpan time, string name) =>
        Check(time > TimeSpan.Zero && time <= TimeSpan.FromHours(1), name, "above 0 and at most an hour");

    private static void Check(bool isValid, string name, string range)
    {
        if (!isValid)
        {
            throw new ArgumentException($"{name} must be {range}");
        }
    }
}
