using Chronos.Core.Model;
using Chronos.Core.Policies;

namespace Chronos.Core.Books;

/// <summary>
/// Positions, reservations and their valuation by account × instrument, and the account totals made of them. Average
/// cost; a closing fill takes its share of the cost rounded towards zero and leaves the remainder with the rest of the
/// position, so a closed round trip realises exactly what it paid and received.
/// </summary>
internal sealed class PositionBook
{
    private PositionEntry[] _entries = [];
    private AccountEntry[] _accounts = [];
    private int _instruments;

    public ref PositionEntry this[int account, int instrument] => ref _entries[account * _instruments + instrument];

    public int Accounts => _accounts.Length;

    public int Instruments => _instruments;

    public ref AccountEntry Account(int account) => ref _accounts[account];

    public void Resize(Policy policy)
    {
        var instruments = policy.Instruments.Count;
        var entries = new PositionEntry[policy.Accounts.Count * instruments];
        for (var a = 0; a < _accounts.Length; a++)
        {
            _entries.AsSpan(a * _instruments, _instruments).CopyTo(entries.AsSpan(a * instruments));
        }

        _entries = entries;
        _instruments = instruments;
        Array.Resize(ref _accounts, policy.Accounts.Count);
        for (var a = 0; a < _accounts.Length; a++)
        {
            _accounts[a].GrossExposureMax = ExactNotional.From(policy.Accounts[a].GrossExposureMax);
            _accounts[a].WorkingOrdersMax = policy.Accounts[a].WorkingOrdersMax;
            _accounts[a].DailyLossMax = ExactNotional.From(policy.Accounts[a].DailyLossMax);
            _accounts[a].WeeklyLossMax = ExactNotional.From(policy.Accounts[a].WeeklyLossMax);
            _accounts[a].DrawdownMaxPpm = policy.Accounts[a].DrawdownMaxPpm;
        }
    }

    /// <summary>Reserves (positive) or releases (negative) working quantity.</summary>
    public void Reserve(int account, int instrument, OrderSide side, long units, in QuoteEntry quote)
    {
        ref var entry = ref this[account, instrument];
        if (side == OrderSide.Buy)
        {
            entry.WorkingBuys += units;
        }
        else
        {
            entry.WorkingSells += units;
        }

        ValueExposure(ref entry, ref _accounts[account], in quote);
    }

    /// <summary>Books a fill: position, cost, realised profit. The reservation is released apart.</summary>
    public void Fill(int account, int instrument, OrderSide side, Quantity quantity, Price price, Notional fee, in QuoteEntry quote)
    {
        ref var entry = ref this[account, instrument];
        ref var totals = ref _accounts[account];
        var signed = side == OrderSide.Buy ? quantity.Units : -quantity.Units;
        var realised = -ExactNotional.From(fee);
        CostAt(ref entry, price);
        var closing = entry.Position != 0 && (entry.Position > 0) != (signed > 0);
        if (closing)
        {
            var closed = Math.Min(Math.Abs(signed), Math.Abs(entry.Position));
            var share = CostShare(in entry, closed);
            var proceeds = ExactNotional.Of(price, Quantity.FromUnits(entry.Position > 0 ? closed : -closed));
            realised += proceeds - share;
            entry.Cost -= share;
            var opened = Math.Abs(signed) - closed;
            entry.Cost += ExactNotional.Of(price, Quantity.FromUnits(signed > 0 ? opened : -opened));
        }
        else
        {
            entry.Cost += ExactNotional.Of(price, Quantity.FromUnits(signed));
        }

        entry.Baselined = true;
        entry.Position += signed;
        entry.Realised += realised;
        totals.Realised += realised;
        Revalue(ref entry, ref totals, in quote);
    }

    /// <summary>Takes the venue's word for a position nobody has traded yet; later words only confirm.</summary>
    public void Open(int account, int instrument, long position, in QuoteEntry quote)
    {
        ref var entry = ref this[account, instrument];
        entry.Known = true;
        if (!entry.Baselined)
        {
            entry.Baselined = true;
            entry.Position = position;
            entry.UncostedUnits = position;
            Revalue(ref entry, ref _accounts[account], in quote);
        }
    }

    /// <summary>Values every account's holding of an instrument at a new quote.</summary>
    public void Revalue(int instrument, in QuoteEntry quote)
    {
        for (var a = 0; a < _accounts.Length; a++)
        {
            Revalue(ref this[a, instrument], ref _accounts[a], in quote);
        }
    }

    public void AddTo(StateHash hash)
    {
        foreach (ref readonly var entry in _entries.AsSpan())
        {
            hash.Add(entry.Position);
            hash.Add(entry.WorkingBuys);
            hash.Add(entry.WorkingSells);
            hash.Add(entry.Known ? 1L : 0L);
            hash.Add(entry.Baselined ? 1L : 0L);
            hash.Add(entry.UncostedUnits);
            hash.Add(entry.Cost.Units);
            hash.Add(entry.Realised.Units);
            hash.Add(entry.Open.Units);
            hash.Add(entry.Exposure.Units);
        }

        foreach (ref readonly var account in _accounts.AsSpan())
        {
            hash.Add(account.Balance.Units);
            hash.Add(account.BalanceKnown ? 1L : 0L);
            hash.Add(account.Realised.Units);
            hash.Add(account.Open.Units);
            hash.Add(account.Gross.Units);
            hash.Add(account.Capital.Units);
            hash.Add(account.DayMark.Units);
            hash.Add((long)account.WorkingOrders);
            hash.Add(account.WeekMark.Units);
            hash.Add(account.PeakProfit.Units);
        }
    }

    /// <summary>A long position could be closed at the bid, a short one at the ask.</summary>
    private static Price MarkOf(long position, in QuoteEntry quote) => position > 0 ? quote.Bid : quote.Ask;

    private static ExactNotional CostShare(in PositionEntry entry, long closed)
    {
        var held = Math.Abs(entry.Position);
        if (closed == held)
        {
            return entry.Cost;
        }

        // cost = each x held + rest, so every product below stays inside 128 bits.
        var (each, rest) = Int128.DivRem(entry.Cost.Units, held);
        return ExactNotional.FromUnits(each * closed + rest * closed / held);
    }

    /// <summary>A told position costs what it was worth when the first price was seen, so that only what happens from then on is profit.</summary>
    private static void CostAt(ref PositionEntry entry, Price price)
    {
        entry.Cost += ExactNotional.Of(price, Quantity.FromUnits(entry.UncostedUnits));
        entry.UncostedUnits = 0;
    }

    private static void Revalue(ref PositionEntry entry, ref AccountEntry totals, in QuoteEntry quote)
    {
        if (entry.UncostedUnits != 0 && quote.Known)
        {
            CostAt(ref entry, MarkOf(entry.UncostedUnits, in quote));
        }

        var open = entry.Position == 0 || !quote.Known
            ? default
            : ExactNotional.Of(MarkOf(entry.Position, in quote), Quantity.FromUnits(entry.Position)) - entry.Cost;
        totals.Open += open - entry.Open;
        entry.Open = open;
        ValueExposure(ref entry, ref totals, in quote);
    }

    private static void ValueExposure(ref PositionEntry entry, ref AccountEntry totals, in QuoteEntry quote)
    {
        var worst = Math.Max(Math.Abs(entry.WorstLong), Math.Abs(entry.WorstShort));
        var exposure = quote.Known ? ExactNotional.Of(quote.Ask, Quantity.FromUnits(worst)) : default;
        totals.Gross += exposure - entry.Exposure;
        entry.Exposure = exposure;
        var unpriced = worst != 0 && !quote.Known;
        if (unpriced != entry.Unpriced)
        {
            entry.Unpriced = unpriced;
            totals.Unpriced += unpriced ? 1 : -1;
        }
    }
}
