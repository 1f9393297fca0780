namespace Chronos.Core.Policies;

/// <summary>What a change of a policy does to what may pass.</summary>
public enum ChangeEffect
{
    /// <summary>Nothing: words to people, or something nothing refers to yet.</summary>
    Neutral,

    /// <summary>The same or less may pass.</summary>
    Tighter,

    /// <summary>More may pass.</summary>
    Looser,

    /// <summary>It cannot be told from the value alone, so that it counts as looser.</summary>
    Either,
}
