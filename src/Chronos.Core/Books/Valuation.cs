using Chronos.Core.Model;

namespace Chronos.Core.Books;

/// <summary>
/// What an account's holding in one instrument counts in the account's sums, at the ask. Two-ended: at the long end every
/// working buy has filled and no sell, at the short end the other way round. Amounts are in 1e-16 of the quote currency.
/// </summary>
internal readonly struct Valuation
{
    private Valuation(in PositionEntry entry, long ask)
    {
        LongEnd = Math.BigMul(entry.WorstLong, ask);
        ShortEnd = Math.BigMul(entry.WorstShort, ask);
        Exposure = Int128.Max(Int128.Abs(LongEnd), Int128.Abs(ShortEnd));
        Hold = entry.Position == 0 ? 0 : Math.BigMul(Math.Abs(entry.Position), Ratio.PerUnit(ask, entry.HoldPpm));
        Steps = Ratio.Steps(Exposure);
    }

    /// <summary>The long end; negative for a position that stays short.</summary>
    public Int128 LongEnd { get; }

    /// <summary>The short end; positive for a position that stays long.</summary>
    public Int128 ShortEnd { get; }

    /// <summary>The larger end.</summary>
    public Int128 Exposure { get; }

    /// <summary>Initial margin and highest fee of the position itself.</summary>
    public Int128 Hold { get; }

    /// <summary>The exposure in steps of <see cref="Ratio.StepBits"/>, rounded up.</summary>
    public long Steps { get; }

    /// <summary>The holding at a quote; nothing while there is none.</summary>
    public static Valuation Of(in PositionEntry entry, in QuoteEntry quote) =>
        quote.Known ? new Valuation(in entry, quote.Ask.Units) : default;
}
