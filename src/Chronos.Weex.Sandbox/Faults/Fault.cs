using System.Text.Json.Serialization;

namespace Chronos.Weex.Sandbox.Faults;

/// <summary>One fault as armed. It ends after <see cref="Times"/> or <see cref="ForSeconds"/>, whichever comes first.</summary>
internal sealed class Fault
{
    /// <summary>Given when armed.</summary>
    [JsonIgnore]
    public long Id { get; set; }

    public required FaultKind Kind { get; init; }

    /// <summary>Beginning of the path; null is every path of the venue.</summary>
    public string? Path { get; init; }

    public string? Method { get; init; }

    public string? Symbol { get; init; }

    /// <summary>Of pushes: depth, ticker, trade, kline, bookTicker, orders, fill, account, positions.</summary>
    public string? Channel { get; init; }

    /// <summary>How often it fires; null is without bound.</summary>
    public int? Times { get; init; }

    /// <summary>How long it is armed, in real seconds; null is without bound.</summary>
    public int? ForSeconds { get; init; }

    public int Millis { get; init; } = 1_000;

    public int Seconds { get; init; } = 10;

    public int Status { get; init; }

    public int Code { get; init; } = -1054;

    public string Message { get; init; } = "FAILED_PRECONDITION: rejected on demand";

    public string As { get; init; } = "success";

    public string Location { get; init; } = "/elsewhere";

    public int BytesPerSecond { get; init; } = 100;

    public IReadOnlyList<decimal>? Fills { get; init; }

    /// <summary>How often it has fired.</summary>
    [JsonIgnore]
    public int Fired { get; set; }

    /// <summary>Real time when it was armed.</summary>
    [JsonIgnore]
    public long ArmedTicks { get; set; }
}
