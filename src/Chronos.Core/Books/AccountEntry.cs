using Chronos.Core.Model;
using Chronos.Core.Policies;

namespace Chronos.Core.Books;

/// <summary>Totals of one account. Amounts without a type are in 1e-16 of its currency, as exact notionals.</summary>
internal struct AccountEntry
{
    /// <summary>Cash as the venue last told it.</summary>
    public Notional Balance;

    /// <summary>True once the venue has told the balance.</summary>
    public bool BalanceKnown;

    /// <summary>Entries with exposure that no quote values; above zero, the totals below are unknown.</summary>
    public int Unpriced;

    /// <summary>Instruments held or working to be held.</summary>
    public int OpenPositions;

    /// <summary>Time of the oldest quote that values an exposure; <see cref="long.MaxValue"/> when there is none.</summary>
    public long OldestQuoteNanos;

    /// <summary>Working orders, and how many there may be.</summary>
    public int WorkingOrders;
    public int WorkingOrdersMax;

    /// <summary>Realised profit net of fees since the journal began.</summary>
    public ExactNotional Realised;

    /// <summary>Open profit.</summary>
    public ExactNotional Open;

    /// <summary>Gross exposure, two-ended.</summary>
    public ExactNotional Gross;

    /// <summary>Sums over instruments of the signed ends, every one at its long or every one at its short end.</summary>
    public Int128 NetLong;
    public Int128 NetShort;

    /// <summary>Sums over instruments of the same ends without their signs.</summary>
    public Int128 GrossLong;
    public Int128 GrossShort;

    /// <summary>Sum of the squares of exposures in steps; see <see cref="Ratio.StepBits"/>.</summary>
    public Int128 Squares;

    /// <summary>Initial margin and highest fees of what is held.</summary>
    public Int128 PositionHold;

    /// <summary>Initial margin and highest fees reserved for what live orders may still fill.</summary>
    public Int128 OrderHold;

    /// <summary>
    /// The first balance the venue told, less what had been realised by then, plus every transfer told since. Later
    /// balances do not move it: which fills they include is not known.
    /// </summary>
    public ExactNotional Capital;

    /// <summary>Profit at the last midnight UTC, or when its breaker was cleared after that.</summary>
    public ExactNotional DayMark;

    /// <summary>Profit at the last Monday 00:00 UTC, or when its breaker was cleared after that.</summary>
    public ExactNotional WeekMark;

    /// <summary>Highest profit since the balance was first told, or since the drawdown breaker was cleared.</summary>
    public ExactNotional PeakProfit;

    /// <summary>Limits, kept wide so that no comparison divides.</summary>
    public ExactNotional GrossExposureMax;
    public ExactNotional NetExposureMax;
    public ExactNotional DailyLossMax;
    public ExactNotional WeeklyLossMax;

    /// <summary>Fall from the peak allowed, over the peak. Millionths.</summary>
    public int DrawdownMaxPpm;
    public int LeverageMaxPercent;
    public int ConcentrationMaxPpm;
    public int HerfindahlMaxPpm;
    public int FreeMarginMinPpm;
    public int OneSidednessMaxPpm;
    public int OneSidednessPositionsMin;
    public int OpenPositionsMax;
    public long ValuationAgeNanosMax;

    /// <summary>Highest fee, reserved with every order. Millionths.</summary>
    public int FeePpm;

    /// <summary>What happens when an order would meet one of our own.</summary>
    public SelfTradeMode SelfTrade;

    /// <summary>Equity times a limit over it, so that an amount times one compares: of gross exposure in percents, of the others in millionths.</summary>
    public Int128 EquityForGross;
    public Int128 EquityForOne;
    public Int128 EquityForHold;

    /// <summary>Squared steps of equity times the limit on the sum of squares, in millionths.</summary>
    public Int128 EquityForSquares;

    /// <summary>The profits between which the stage of the account stays as it is.</summary>
    public LossBand Band;

    /// <summary>Cash and open profit. Means something only while <see cref="EquityKnown"/>.</summary>
    public readonly ExactNotional Equity => ExactNotional.From(Balance) + Open;

    /// <summary>The balance was told and everything held has a price.</summary>
    public readonly bool EquityKnown => BalanceKnown && Unpriced == 0;

    /// <summary>Margin and fees bound by all positions and live orders.</summary>
    public readonly Int128 Hold => PositionHold + OrderHold;

    /// <summary>More is bound than the minimum of free margin leaves, and it is known.</summary>
    public readonly bool IsMarginShort
    {
        get
        {
            var hold = Hold;
            return EquityKnown && (hold > Ratio.UnitsMax || Wide.UncheckedTimes(hold, Ratio.Ppm) > EquityForHold);
        }
    }

    /// <summary>Steps of equity, rounded down.</summary>
    public readonly long EquitySteps =>
        (long)Int128.Min(Int128.Max(Equity.Units, 0) >> Ratio.StepBits, Ratio.EquityStepsMax);

    /// <summary>Realised plus open profit since the journal began.</summary>
    public readonly ExactNotional Profit => Realised + Open;

    /// <summary>What the account is worth by our own arithmetic; meant only once <see cref="BalanceKnown"/> and with nothing unpriced.</summary>
    public readonly ExactNotional OwnEquity => Capital + Profit;

    /// <summary>The highest worth, transfers since then counted as if made before.</summary>
    public readonly ExactNotional PeakEquity => Capital + PeakProfit;

    /// <summary>Loss since midnight UTC; negative is a profit.</summary>
    public readonly ExactNotional DayLoss => DayMark - Profit;

    /// <summary>Loss since Monday 00:00 UTC; negative is a profit.</summary>
    public readonly ExactNotional WeekLoss => WeekMark - Profit;

    /// <summary>Fall from the peak. Transfers move equity and peak alike and so are no fall.</summary>
    public readonly ExactNotional Fall => PeakProfit - Profit;

    /// <summary>The largest fall that is not past the limit; nothing where the peak itself is not above zero.</summary>
    public readonly ExactNotional FallMax => Share.Floored(PeakEquity, DrawdownMaxPpm, Share.Million);

    /// <summary>Takes the limits of a policy.</summary>
    public void Limit(AccountTerms terms)
    {
        GrossExposureMax = ExactNotional.From(terms.GrossExposureMax);
        NetExposureMax = ExactNotional.From(terms.NetExposureMax);
        WorkingOrdersMax = terms.WorkingOrdersMax;
        DailyLossMax = ExactNotional.From(terms.DailyLossMax);
        WeeklyLossMax = ExactNotional.From(terms.WeeklyLossMax);
        DrawdownMaxPpm = terms.DrawdownMaxPpm;
        LeverageMaxPercent = terms.LeverageMaxPercent;
        ConcentrationMaxPpm = terms.ConcentrationMaxPpm;
        HerfindahlMaxPpm = terms.HerfindahlMaxPpm;
        FreeMarginMinPpm = terms.FreeMarginMinPpm;
        OneSidednessMaxPpm = terms.OneSidednessMaxPpm;
        OneSidednessPositionsMin = terms.OneSidednessPositionsMin;
        OpenPositionsMax = terms.OpenPositionsMax;
        ValuationAgeNanosMax = terms.ValuationAgeNanosMax;
        FeePpm = terms.FeeBpsMax * Ratio.PpmPerBps;
        SelfTrade = terms.SelfTrade;
        OnEquityMoved();
    }

    /// <summary>
    /// Values a holding anew at a quote, nothing while there is none, and replaces what it counted here by what it counts
    /// now; answers by how much its exposure grew. Ends are changed in place and one by one: most events move one of them.
    /// </summary>
    public Int128 Revalue(ref PositionEntry entry, in QuoteEntry quote)
    {
        ref var value = ref entry.Value;
        var ask = quote.Known ? quote.Ask.Units : 0;
        var longEnd = Wide.Product(entry.WorstLong, ask);
        var shortEnd = Wide.Product(entry.WorstShort, ask);
        var exposure = Int128.Max(Int128.Abs(longEnd), Int128.Abs(shortEnd));
        if (longEnd != value.LongEnd)
        {
            NetLong += longEnd - value.LongEnd;
            GrossLong += Int128.Abs(longEnd) - Int128.Abs(value.LongEnd);
            value.LongEnd = longEnd;
        }

        if (shortEnd != value.ShortEnd)
        {
            NetShort += shortEnd - value.ShortEnd;
            GrossShort += Int128.Abs(shortEnd) - Int128.Abs(value.ShortEnd);
            value.ShortEnd = shortEnd;
        }

        if (entry.Position != 0 || value.Hold != 0)
        {
            RevalueHold(ref entry, ask);
        }

        var added = exposure - value.Exposure;
        if (added != 0)
        {
            var steps = Ratio.Steps(exposure);
            Gross += ExactNotional.FromUnits(added);
            Squares += Wide.Product(steps, steps) - Wide.Product(value.Steps, value.Steps);
            value.Steps = steps;
            value.Exposure = exposure;
        }

        return added;
    }

    private void RevalueHold(ref PositionEntry entry, long ask)
    {
        var hold = Wide.Product(Math.Abs(entry.Position), Ratio.PerUnit(ask, entry.HoldPpm));
        PositionHold += hold - entry.Value.Hold;
        entry.Value.Hold = hold;
    }

    /// <summary>Takes away what a holding counted.</summary>
    public void Forget(ref PositionEntry entry)
    {
        ref readonly var value = ref entry.Value;
        NetLong -= value.LongEnd;
        GrossLong -= Int128.Abs(value.LongEnd);
        NetShort -= value.ShortEnd;
        GrossShort -= Int128.Abs(value.ShortEnd);
        Gross -= ExactNotional.FromUnits(value.Exposure);
        Squares -= Wide.Product(value.Steps, value.Steps);
        PositionHold -= value.Hold;
        entry.Value = default;
    }

    /// <summary>Equity below zero counts as none, and beyond what 128 bits hold as that much.</summary>
    public void OnEquityMoved()
    {
        var equity = Int128.Clamp(Equity.Units, 0, Ratio.UnitsMax);
        EquityForGross = Wide.UncheckedTimes(equity, LeverageMaxPercent);
        EquityForOne = Wide.UncheckedTimes(equity, ConcentrationMaxPpm);
        EquityForHold = Wide.UncheckedTimes(equity, Ratio.Ppm - FreeMarginMinPpm);
        EquityForSquares = Wide.UncheckedTimes(Wide.Product(EquitySteps, EquitySteps), HerfindahlMaxPpm);
    }
}
