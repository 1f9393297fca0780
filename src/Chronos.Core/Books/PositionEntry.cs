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

    /// <summary>The part of the position that no order of ours made: told by the venue, or filled under an order we do not hold.</summary>
    public long Unattributed;

    /// <summary>Our highest resting buy price; zero without one.</summary>
    public Price HighestBuy;

    /// <summary>Our lowest resting sell price; zero without one.</summary>
    public Price LowestSell;

    /// <summary>Initial margin of the instrument and highest fee of the account together. Millionths.</summary>
    public int HoldPpm;

    /// <summary>Places of the instrument's asset and group.</summary>
    public int Asset;
    public int Group;

    /// <summary>True once the venue has told the position in this run.</summary>
    public bool Known;

    /// <summary>True once a position was told or traded: from then on fills rule, and the venue's word only confirms.</summary>
    public bool Baselined;

    /// <summary>True when the entry has exposure that no quote values.</summary>
    public bool Unpriced;

    /// <summary>True while something is held or working: the entry counts among the account's open positions.</summary>
    public bool IsOpen;

    /// <summary>Time of the quote it was valued at last.</summary>
    public long ValuedAtNanos;

    /// <summary>Units of a told position that still wait for a first price to be valued at.</summary>
    public long UncostedUnits;

    /// <summary>Signed cost of the open position by average cost.</summary>
    public ExactNotional Cost;

    /// <summary>Realised profit net of fees.</summary>
    public ExactNotional Realised;

    /// <summary>Open profit at the price the position could be closed at.</summary>
    public ExactNotional Open;

    /// <summary>This entry's share of the sums it belongs to.</summary>
    public Valuation Value;

    /// <summary>The worse end at the ask.</summary>
    public readonly ExactNotional Exposure => ExactNotional.FromUnits(Value.Exposure);

    /// <summary>Position if every working buy filled and no sell did.</summary>
    public readonly long WorstLong => Position + WorkingBuys;

    /// <summary>Position if every working sell filled and no buy did.</summary>
    public readonly long WorstShort => Position - WorkingSells;

    /// <summary>Nothing held, nothing working.</summary>
    public readonly bool IsIdle => (Position | WorkingBuys | WorkingSells) == 0;
}
