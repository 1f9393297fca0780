namespace Chronos.Core.Policies;

/// <summary>
/// One key of the policy file: where it stands, how it is written, in which range, and which way it loosens. What reads,
/// documents, compares and nudges policies goes by this table.
/// </summary>
internal sealed record PolicyKey(string Section, string Name, PolicyKind Kind, string Meaning)
{
    /// <summary>Smallest value, in the unit it is written in.</summary>
    public long Min { get; init; }

    /// <summary>Largest value, in the unit it is written in.</summary>
    public long Max { get; init; } = long.MaxValue;

    /// <summary>Which way more gets through.</summary>
    public Loosening Loosening { get; init; }

    /// <summary>True for words to people alone, by which nothing is decided.</summary>
    public bool Describes { get; init; }

    /// <summary>True when the key may be left out.</summary>
    public bool Optional { get; init; }

    /// <summary>True when the word "none" may stand instead of a value, which switches the rule off for all to see.</summary>
    public bool MayBeNone { get; init; }

    /// <summary>True when a list may be empty.</summary>
    public bool MayBeEmpty { get; init; }

    /// <summary>The words of a choice; their places are their values.</summary>
    public string[] Words { get; init; } = [];
}
