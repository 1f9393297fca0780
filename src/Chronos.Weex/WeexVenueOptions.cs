using Chronos.Weex.Orders;

namespace Chronos.Weex;

/// <summary>Where WEEX is, and how patiently and how often it is asked.</summary>
public sealed record WeexVenueOptions
{
    /// <summary>The policy's name for the venue.</summary>
    public required string Name { get; init; }

    /// <summary>REST address of contracts: HTTPS, or HTTP on this machine, where a sandbox listens.</summary>
    public Uri Address { get; init; } = new("https://api-contract.weex.com");

    /// <summary>Private socket: WSS, or WS on this machine.</summary>
    public Uri PrivateSocket { get; init; } = new("wss://ws-contract.weex.com/v3/ws/private");

    /// <summary>Asset the account's margin and profit are in.</summary>
    public string Asset { get; init; } = "USDT";

    /// <summary>Time until a placing or canceling is given up as unknown.</summary>
    public TimeSpan OrderTimeout { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Farthest the venue's clock may be from ours, error included, before nothing new is entered.</summary>
    public TimeSpan ClockTolerance { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Age at which an estimate of the clock is none any more.</summary>
    public TimeSpan ClockAgeMax { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Between two measurements of the clock.</summary>
    public TimeSpan ClockInterval { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Between two readings of the symbols.</summary>
    public TimeSpan SymbolsInterval { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Between two readings of the account while nothing is open.</summary>
    public TimeSpan PassInterval { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Shortest pause between two readings of the account.</summary>
    public TimeSpan PassPauseMin { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Before something that failed is tried again.</summary>
    public TimeSpan RetryPause { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Age of the last complete reading at which nothing new is entered.</summary>
    public TimeSpan ReadingAgeMax { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How far back fills of an earlier run's orders are read; the venue keeps 90 days.</summary>
    public TimeSpan ResumeReach { get; init; } = TimeSpan.FromDays(7);

    /// <summary>Time the connections get to close.</summary>
    public TimeSpan StopTimeout { get; init; } = TimeSpan.FromSeconds(5);

    internal TrackerOptions Tracking { get; init; } = new();

    /// <summary>Throws with everything that is wrong.</summary>
    /// <exception cref="ArgumentException">A name is empty, an address is not safe, a time is not above zero.</exception>
    public void Validate()
    {
        List<string> errors = [];
        Demand(!string.IsNullOrWhiteSpace(Name), $"{nameof(Name)} is empty");
        Demand(!string.IsNullOrWhiteSpace(Asset), $"{nameof(Asset)} is empty");
        Demand(IsSafe(Address, Uri.UriSchemeHttps, Uri.UriSchemeHttp), $"{nameof(Address)} must be https, or http on this machine");
        Demand(IsSafe(PrivateSocket, Uri.UriSchemeWss, Uri.UriSchemeWs), $"{nameof(PrivateSocket)} must be wss, or ws on this machine");
        foreach (var (name, time) in ((string, TimeSpan)[])[
            (nameof(OrderTimeout), OrderTimeout), (nameof(ClockTolerance), ClockTolerance), (nameof(ClockAgeMax), ClockAgeMax),
            (nameof(ClockInterval), ClockInterval), (nameof(SymbolsInterval), SymbolsInterval), (nameof(PassInterval), PassInterval),
            (nameof(PassPauseMin), PassPauseMin), (nameof(RetryPause), RetryPause), (nameof(ReadingAgeMax), ReadingAgeMax),
            (nameof(ResumeReach), ResumeReach), (nameof(StopTimeout), StopTimeout)])
        {
            Demand(time > TimeSpan.Zero && time < TimeSpan.FromDays(90), $"{name} must be above 0 and below 90 days");
        }

        if (errors.Count != 0)
        {
            throw new ArgumentException($"{nameof(WeexVenueOptions)}: {string.Join("; ", errors)}");
        }

        void Demand(bool holds, string what)
        {
            if (!holds)
            {
                errors.Add(what);
            }
        }
    }

    private static bool IsSafe(Uri address, string secure, string local) =>
        address.IsAbsoluteUri && (address.Scheme == secure || (address.Scheme == local && address.IsLoopback));
}
