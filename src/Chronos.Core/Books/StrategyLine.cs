using Chronos.Core.Model;

namespace Chronos.Core.Books;

/// <summary>
/// What one strategy holds and has reserved in one instrument on one account, from the fills of its own orders. One for
/// every mandate there has ever been.
/// </summary>
internal struct StrategyLine
{
    public int Strategy;
    public int Account;
    public int Instrument;

    /// <summary>The next line of the instrument; -1 ends them.</summary>
    public int NextOfInstrument;

    /// <summary>Signed filled position, 1e-8 base.</summary>
    public long Position;

    /// <summary>What is left of working and unanswered buys, 1e-8 base.</summary>
    public long WorkingBuys;

    /// <summary>What is left of working and unanswered sells, 1e-8 base.</summary>
    public long WorkingSells;

    /// <summary>True when the line has exposure that no quote values.</summary>
    public bool Unpriced;

    /// <summary>Signed cost of the open position by average cost.</summary>
    public ExactNotional Cost;

    /// <summary>Realised profit net of fees.</summary>
    public ExactNotional Realised;

    /// <summary>Open profit at the price the position could be closed at.</summary>
    public ExactNotional Open;

    /// <summary>The worse end at the ask.</summary>
    public ExactNotional Exposure;

    /// <summary>Position if every working buy filled and no sell did.</summary>
    public readonly long WorstLong => Position + WorkingBuys;

    /// <summary>Position if every working sell filled and no buy did.</summary>
    public readonly long WorstShort => Position - WorkingSells;

    /// <summary>The worse end, 1e-8 base.</summary>
    public readonly long WorstUnits => Math.Max(Math.Abs(WorstLong), Math.Abs(WorstShort));

    /// <summary>Nothing held, nothing working.</summary>
    public readonly bool IsIdle => (Position | WorkingBuys | WorkingSells) == 0;
}
