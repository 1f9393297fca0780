namespace Chronos.Core.Policies;

/// <summary>One difference between two policies. Immutable.</summary>
public sealed record PolicyChange
{
    internal PolicyChange(PolicyKey key, PolicyChangePlace place)
    {
        Key = key;
        Place = place;
    }

    /// <summary>Where it is, by names: <c>accounts[main].dailyLossMax</c>.</summary>
    public required string Path { get; init; }

    /// <summary>What happened.</summary>
    public required ChangeKind Kind { get; init; }

    /// <summary>What it does to what may pass.</summary>
    public required ChangeEffect Effect { get; init; }

    /// <summary>The earlier value as written; null where there is none.</summary>
    public required string? From { get; init; }

    /// <summary>The later value as written; null where there is none.</summary>
    public required string? To { get; init; }

    /// <summary>Line of the value, or of the object it is missing in, in the earlier policy.</summary>
    public required int FromLine { get; init; }

    /// <summary>Line of the value, or of the object it is missing in, in the later policy.</summary>
    public required int ToLine { get; init; }

    /// <summary>The key of the catalog; of a whole entry the key of its list.</summary>
    internal PolicyKey Key { get; }

    /// <summary>Where it is in either policy, for repeating the change on another text.</summary>
    internal PolicyChangePlace Place { get; }
}
