namespace Chronos.Host.Cases;

/// <summary>A script and what must be decided about its proposal. Immutable.</summary>
internal sealed record PolicyCase
{
    /// <summary>What it shows.</summary>
    public required string Name { get; init; }

    /// <summary>File and line it is read from.</summary>
    public required string Place { get; init; }

    /// <summary>What happens.</summary>
    public required CaseScript Script { get; init; }

    /// <summary>What must be decided.</summary>
    public required CaseExpectation Expected { get; init; }
}
