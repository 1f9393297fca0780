using System.Net;
using System.Text.Json.Serialization;

namespace Chronos.Weex.Sandbox;

/// <summary>What a sandbox is started with; also the keys of its configuration file.</summary>
public sealed class WeexSandboxOptions
{
    /// <summary>Where to listen; port 0 takes a free one. Default 127.0.0.1:0.</summary>
    [JsonIgnore]
    public IPEndPoint Listen { get; set; } = new(IPAddress.Loopback, 0);

    /// <summary>Allows an address that is not loopback. Default false.</summary>
    [JsonIgnore]
    public bool AllowRemote { get; set; }

    /// <summary>Quotes played in order of time, all symbols together. Default none: markets wait for POST /sandbox/quote.</summary>
    [JsonIgnore]
    public IReadOnlyList<SandboxQuote> Quotes { get; set; } = [];

    /// <summary>Recorded seconds a real second; 0 plays a time's quotes every 10 ms. Default 1. A virtual clock plays as recorded.</summary>
    [JsonIgnore]
    public int Speed { get; set; } = 1;

    /// <summary>Begin again when the quotes end, else the last one stays. Default true; a virtual clock never repeats.</summary>
    public bool Repeat { get; set; } = true;

    /// <summary>Recorded minutes that have passed before the start, so that there are bars; 0 to 10080. Default 0.</summary>
    public int HistoryMinutes { get; set; }

    /// <summary>Chooses the quantities behind the best level. Default 1.</summary>
    public int Seed { get; set; } = 1;

    /// <summary>Levels of the market's own liquidity on each side, 1 to 1000. Default 220, more than the widest channel shows.</summary>
    public int DepthLevels { get; set; } = 220;

    /// <summary>Time moves by POST /sandbox/step and by quotes alone. Default false.</summary>
    public bool VirtualClock { get; set; }

    /// <summary>Where a virtual clock begins, Unix milliseconds. Default 2026-01-05T00:00:00Z.</summary>
    public long VirtualStartMillis { get; set; } = 1_767_571_200_000;

    /// <summary>Between two depth, ticker and kline pushes, 10 to 60000. Default 500.</summary>
    public int PushMillis { get; set; } = 500;

    /// <summary>Between two pings of a socket, seconds, 1 to 3600. Default 60.</summary>
    public int PingSeconds { get; set; } = 60;

    /// <summary>How far a request's timestamp may be off, milliseconds. Default 30000.</summary>
    public int TimestampToleranceMillis { get; set; } = 30_000;

    /// <summary>Requests kept for GET /sandbox/requests, 1 to 1000000. Default 10000.</summary>
    public int RequestLogMax { get; set; } = 10_000;

    /// <summary>Users. Default one.</summary>
    public IReadOnlyList<SandboxAccount> Accounts { get; set; } = [new()];

    /// <summary>What is traded. Default BTC, ETH and DOGE against USDT on both products, and a demo contract.</summary>
    public IReadOnlyList<Instrument> Instruments { get; set; } = Instrument.Defaults;

    /// <summary>Limits of the venue.</summary>
    public RateLimitOptions Limits { get; set; } = new();

    /// <summary>Readings of what is not known for certain.</summary>
    public WireSwitches Switches { get; set; } = new();

    /// <summary>Throws <see cref="ArgumentException"/> naming every value that cannot be.</summary>
    public void Check()
    {
        var wrong = new List<string>();
        Demand(AllowRemote || IPAddress.IsLoopback(Listen.Address), $"listen: {Listen.Address} is not loopback");
        Demand(DepthLevels is >= 1 and <= 1000, "depthLevels: outside 1 to 1000");
        Demand(PushMillis is >= 10 and <= 60_000, "pushMillis: outside 10 to 60000");
        Demand(PingSeconds is >= 1 and <= 3600, "pingSeconds: outside 1 to 3600");
        Demand(HistoryMinutes is >= 0 and <= 10_080, "historyMinutes: outside 0 to 10080");
        Demand(Speed >= 0, "speed: below 0");
        Demand(RequestLogMax is >= 1 and <= 1_000_000, "requestLogMax: outside 1 to 1000000");
        Demand(Switches.ErrorStatus is 200 or (>= 400 and <= 599), "switches.errorStatus: neither 200 nor 400 to 599");
        Demand(Accounts.Count != 0, "accounts: none");
        Demand(Accounts.Select(a => a.Key).Distinct().Count() == Accounts.Count, "accounts: a key stands twice");
        Demand(
            Accounts.SelectMany(a => a.Permissions).All(p => p is "Readonly" or "Spot" or "Futures"),
            "accounts.permissions: only Readonly, Spot and Futures");
        Demand(
            Accounts.SelectMany(a => a.ContractBalances.Values.Concat(a.SpotBalances.Values)).All(b => b is >= 0 and <= 1_000_000_000_000),
            "accounts: a balance is outside 0 to 1000000000000");
        Demand(Instruments.Count != 0, "instruments: none");
        Demand(
            Instruments.Select(i => (i.Product, i.Symbol)).Distinct().Count() == Instruments.Count, "instruments: a symbol stands twice");
        Demand(
            Instruments.All(i => i.PricePrecision is >= 0 and <= 8 && i.QuantityPrecision is >= -8 and <= 8 && i.CollectCycle >= 1
                && i.MinLeverage >= 1 && i.MaxLeverage >= i.MinLeverage && i.MinOrderSize > 0 && i.MaxOrderSize >= i.MinOrderSize),
            "instruments: precision, sizes, leverage or collectCycle out of range");
        if (wrong.Count != 0)
        {
            throw new ArgumentException(string.Join('\n', wrong));
        }

        void Demand(bool holds, string what)
        {
            if (!holds)
            {
                wrong.Add(what);
            }
        }
    }
}
