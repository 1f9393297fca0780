namespace Chronos.Host.Demo;

/// <summary>What <c>chronos demo</c> was asked.</summary>
internal sealed record DemoOptions
{
    /// <summary>Quote files; none for the embedded synthetic series.</summary>
    public required IReadOnlyList<string> Quotes { get; init; }

    /// <summary>Journal directory; null for a new one.</summary>
    public required string? DataDirectory { get; init; }

    /// <summary>Recorded seconds a real second; 0 does not wait.</summary>
    public required int Speed { get; init; }

    /// <summary>Where to listen on loopback; null for no API. 0 takes any free port.</summary>
    public required int? Port { get; init; }

    /// <summary>End with the data.</summary>
    public required bool Exit { get; init; }
}
