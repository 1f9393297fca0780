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
    public string? Path { get; set; }

    public string? Method { get; set; }

    public string? Symbol { get; set; }

    /// <summary>Of pushes: depth, ticker, trade, kline, bookTicker, orders, fill, account, positions.</summary>
    public string? Channel { get; set; }

    /// <summary>How often it fires; null is without bound.</summary>
    public int? Times { get; set; }

    /// <summary>How long it is armed, in real seconds; null is without bound.</summary>
    public int? ForSeconds { get; set; }

    public int Millis { get; set; } = 1_000;

    public int Seconds { get; set; } = 10;

    public int Status { get; set; }

    public int Code { get; set; } = -1054;

    public string Message { get; set; } = "FAILED_PRECONDITION: rejected on demand";

    public string As { get; set; } = "success";

    public string Location { get; set; } = "/elsewhere";

    public int BytesPerSecond { get; set; } = 100;

    public IReadOnlyList<decimal>? Fills { get; set; }

    /// <summary>How often it has fired.</summary>
    [JsonIgnore]
    public int Fired { get; set; }

    /// <summary>Real time when it was armed.</summary>
    [JsonIgnore]
    public long ArmedTicks { get; set; }
}
