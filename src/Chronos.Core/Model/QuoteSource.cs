namespace Chronos.Core.Model;

/// <summary>Where a quote comes from. Numbers are part of the journal format: add, never renumber.</summary>
public enum QuoteSource : byte
{
    /// <summary>The feed that is traded by.</summary>
    Primary = 0,

    /// <summary>An independent feed that the primary one is compared with; never traded by.</summary>
    Second = 1,
}
