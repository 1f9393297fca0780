using Chronos.Core.Model;

namespace Chronos.Core.Books;

/// <summary>
/// What one account holds and has reserved in one instrument. Filled and reserved stand together because every
/// exposure question needs both.
/// </summary>
internal struct PositionEntry
{
    /// <summary>Signed filled position, 1e-8 base.</summary>
    public long Position;

    /// <summary>What is left of working and unanswered buys, 1e-8 base.</summary>
    public long WorkingBuys;

    /// <summary>What is left of working and unanswered sells, 1e-8 base.</summary>
    public long WorkingSells;

    /// <summary>True once the venue has told the position in this run.</summary>
    public bool Known;

    /// <summary>True once a position was told or traded: from then on fills rule, and the venue's word only confirms.</summary>
    public bool Baselined;

    /// <summary>True when the entry has exposure that no quote values.</summary>
    public bool Unpriced;

    /// <summary>Units of a told position that still wait for a first price to be valued at.</summary>
    public long UncostedUnits;

    /// <summary>Signed cost of the open position by average cost.</summary>
    public ExactNotional Cost;

    /// <summary>Realised profit net of fees.</summary>
    public ExactNotional Realised;

    /// <summary>Open profit at the price the position could be closed at.</summary>
    public ExactNotional Open;

    /// <summary>This entry's share of the account's gross exposure.</summary>
    public ExactNotional Exposure;

    /// <summary>Position if every working buy filled and no sell did.</summary>
    public readonly long WorstLong => Position + WorkingBuys;

    /// <summary>Position if every working sell filled and no buy did.</summary>
    public readonly long WorstShort => Position - WorkingSells;
}
