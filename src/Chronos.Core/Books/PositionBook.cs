using System.Runtime.CompilerServices;
using Chronos.Core.Model;
using Chronos.Core.Policies;

namespace Chronos.Core.Books;

/// <summary>
/// Positions, reservations and their valuation by account × instrument, and the totals of accounts, assets and groups made
/// of them.
/// </summary>
internal sealed class PositionBook
{
    // No quote has this time, nor has the lack of one.
    private const long NeverValued = -1;

    private readonly HeldQuotes _held = new();
    private PositionEntry[] _entries = [];
    private AccountEntry[] _accounts = [];
    private BudgetEntry[] _assets = [];
    private BudgetEntry[] _groups = [];
    private int _instruments;
    private int _assetCount;
    private int _groupCount;

    public ref PositionEntry this[int account, int instrument] => ref _entries[account * _instruments + instrument];

    public int Accounts => _accounts.Length;

    public int Instruments => _instruments;

    /// <summary>Assets, by their place in the policy.</summary>
    public int Assets => _assetCount;

    /// <summary>Groups, by their place in the policy.</summary>
    public int Groups => _groupCount;

    public ref AccountEntry Account(int account) => ref _accounts[account];

    /// <summary>All instruments of an asset in an account together.</summary>
    public ref BudgetEntry Asset(int account, int asset) => ref _assets[account * _assetCount + asset];

    /// <summary>All instruments of a group in an account together.</summary>
    public ref BudgetEntry Group(int account, int group) => ref _groups[account * _groupCount + group];

    /// <summary>A long position could be closed at the bid, a short one at the ask.</summary>
    public static Price MarkOf(long position, in QuoteEntry quote) => position > 0 ? quote.Bid : quote.Ask;

    /// <summary>Fits the book to a policy. What is held stays; what it counts is taken anew, since margins and groups may have changed.</summary>
    public void Resize(Policy policy, QuoteBook quotes)
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
        _held.Resize(_accounts.Length, instruments);
        ResizeBudgets(policy);
        for (var a = 0; a < _accounts.Length; a++)
        {
            TakeAnew(a, policy, quotes);
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

        ValueExposure(account, instrument, ref entry, in quote);
    }

    /// <summary>Reserves (positive) or releases (negative) margin and fees for so many units of a live order.</summary>
    public void Hold(int account, long units, long perUnit) => _accounts[account].OrderHold += Wide.Product(units, perUnit);

    /// <summary>Books a fill: position, cost, realised profit. The reservation is released apart.</summary>
    public void Fill(int account, int instrument, long signed, Price price, Notional fee, bool attributed, in QuoteEntry quote)
    {
        ref var entry = ref this[account, instrument];
        CostAt(ref entry, price);
        var realised = AverageCost.Fill(ref entry.Position, ref entry.Cost, signed, price) - ExactNotional.From(fee);
        entry.Baselined = true;
        entry.Unattributed += attributed ? 0 : signed;
        entry.Realised += realised;
        _accounts[account].Realised += realised;
        Asset(account, entry.Asset).Realised += realised;
        Revalue(account, instrument, ref entry, in quote);
    }

    /// <summary>The venue's word for a position nobody has traded yet; later words only confirm.</summary>
    public void Open(int account, int instrument, long position, in QuoteEntry quote)
    {
        ref var entry = ref this[account, instrument];
        entry.Known = true;
        if (!entry.Baselined)
        {
            entry.Baselined = true;
            entry.Position = position;
            entry.Unattributed = position;
            entry.UncostedUnits = position;
            Revalue(account, instrument, ref entry, in quote);
        }
    }

    /// <summary>The venue's word for the balance.</summary>
    public void Tell(int account, Notional balance)
    {
        ref var totals = ref _accounts[account];
        totals.Balance = balance;
        totals.BalanceKnown = true;
        totals.OnEquityMoved();
    }

    /// <summary>Values every account's holding of an instrument at a new quote.</summary>
    public void Revalue(int instrument, in QuoteEntry quote)
    {
        for (var a = 0; a < _accounts.Length; a++)
        {
            ref var entry = ref this[a, instrument];
            if (!entry.IsIdle)
            {
                Revalue(a, instrument, ref entry, in quote);
            }
        }
    }

    public void AddTo(StateHash hash)
    {
        foreach (ref readonly var entry in _entries.AsSpan())
        {
            hash.Add(entry.Position);
            hash.Add(entry.WorkingBuys);
            hash.Add(entry.WorkingSells);
            hash.Add(entry.Unattributed);
            hash.Add(entry.HighestBuy.Units);
            hash.Add(entry.LowestSell.Units);
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
            hash.Add((long)account.OpenPositions);
            hash.Add(account.OldestQuoteNanos);
            hash.Add(account.Realised.Units);
            hash.Add(account.Open.Units);
            hash.Add(account.Gross.Units);
            hash.Add(account.NetLong);
            hash.Add(account.NetShort);
            hash.Add(account.GrossLong);
            hash.Add(account.GrossShort);
            hash.Add(account.Squares);
            hash.Add(account.PositionHold);
            hash.Add(account.OrderHold);
            hash.Add(account.Capital.Units);
            hash.Add(account.DayMark.Units);
            hash.Add((long)account.WorkingOrders);
            hash.Add(account.WeekMark.Units);
            hash.Add(account.PeakProfit.Units);
        }

        AddTo(hash, _assets);
        AddTo(hash, _groups);
    }

    private static void AddTo(StateHash hash, ReadOnlySpan<BudgetEntry> budgets)
    {
        foreach (ref readonly var budget in budgets)
        {
            hash.Add(budget.Exposure.Units);
            hash.Add(budget.Realised.Units);
            hash.Add(budget.Open.Units);
            hash.Add((long)budget.Unpriced);
            hash.Add(budget.LossMark.Units);
        }
    }

    /// <summary>A told position costs what it was worth when the first price was seen, so that only what happens from then on is profit.</summary>
    private static void CostAt(ref PositionEntry entry, Price price)
    {
        entry.Cost += ExactNotional.Of(price, Quantity.FromUnits(entry.UncostedUnits));
        entry.UncostedUnits = 0;
    }

    private void Revalue(int account, int instrument, ref PositionEntry entry, in QuoteEntry quote)
    {
        if (entry.UncostedUnits != 0 && quote.Known)
        {
            CostAt(ref entry, MarkOf(entry.UncostedUnits, in quote));
        }

        var open = entry.Position == 0 || !quote.Known
            ? default
            : ExactNotional.Of(MarkOf(entry.Position, in quote), Quantity.FromUnits(entry.Position)) - entry.Cost;
        if (open != entry.Open)
        {
            ref var totals = ref _accounts[account];
            totals.Open += open - entry.Open;
            Asset(account, entry.Asset).Open += open - entry.Open;
            entry.Open = open;
            totals.OnEquityMoved();
        }

        ValueExposure(account, instrument, ref entry, in quote);
    }

    private void ValueExposure(int account, int instrument, ref PositionEntry entry, in QuoteEntry quote)
    {
        ref var totals = ref _accounts[account];
        var added = ExactNotional.FromUnits(totals.Revalue(ref entry, in quote));
        if (added != ExactNotional.Zero)
        {
            Asset(account, entry.Asset).Exposure += added;
            Group(account, entry.Group).Exposure += added;
        }

        if (entry.IsIdle == entry.IsOpen || quote.TimeNanos != entry.ValuedAtNanos)
        {
            CountOpen(account, instrument, ref entry, in quote);
        }
    }

    /// <summary>The holding was opened or closed, or has another quote: what is open, what has no price, and the age of the oldest quote.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void CountOpen(int account, int instrument, ref PositionEntry entry, in QuoteEntry quote)
    {
        ref var totals = ref _accounts[account];
        entry.ValuedAtNanos = quote.TimeNanos;
        var open = !entry.IsIdle;
        if (open != entry.IsOpen)
        {
            entry.IsOpen = open;
            totals.OpenPositions += open ? 1 : -1;
        }

        var unpriced = open && !quote.Known;
        if (unpriced != entry.Unpriced)
        {
            entry.Unpriced = unpriced;
            totals.Unpriced += unpriced ? 1 : -1;
            Asset(account, entry.Asset).Unpriced += unpriced ? 1 : -1;
        }

        if (open && quote.Known)
        {
            _held.Set(account, instrument, quote.TimeNanos);
        }
        else
        {
            _held.Remove(account, instrument);
        }

        totals.OldestQuoteNanos = _held.OldestNanos(account);
    }

    private void ResizeBudgets(Policy policy)
    {
        ResizeAssets(policy);
        _groupCount = policy.Groups.Count;
        _groups = new BudgetEntry[policy.Accounts.Count * _groupCount];
        for (var g = 0; g < _groups.Length; g++)
        {
            _groups[g].ExposureMax = ExactNotional.From(policy.Groups[g % _groupCount].GrossExposureMax);
        }

        foreach (var allocation in policy.Allocations)
        {
            if (allocation.Asset is { } asset)
            {
                Asset(allocation.Account.Value, asset).ExposureMax = ExactNotional.From(allocation.ExposureMax);
                Asset(allocation.Account.Value, asset).LossMax = ExactNotional.From(allocation.LossMax);
                Asset(allocation.Account.Value, asset).IsAllocated = true;
            }
        }
    }

    /// <summary>What an asset uses is summed anew; the mark its losses count from stays.</summary>
    private void ResizeAssets(Policy policy)
    {
        var (before, beforeCount) = (_assets, _assetCount);
        _assetCount = policy.Assets.Count;
        _assets = new BudgetEntry[policy.Accounts.Count * _assetCount];
        for (var a = 0; a < before.Length; a++)
        {
            Asset(a / beforeCount, a % beforeCount).LossMark = before[a].LossMark;
        }
    }

    private void TakeAnew(int account, Policy policy, QuoteBook quotes)
    {
        ref var totals = ref _accounts[account];
        totals.Limit(policy.Accounts[account]);
        for (var i = 0; i < _instruments; i++)
        {
            var instrument = policy.Instruments[i];
            ref var entry = ref this[account, i];
            totals.Forget(ref entry);
            entry.ValuedAtNanos = NeverValued;
            entry.HoldPpm = instrument.InitialMarginPpm + totals.FeePpm;
            entry.Asset = policy.AssetOf(instrument);
            entry.Group = instrument.Group;
            Asset(account, entry.Asset).Realised += entry.Realised;
            Asset(account, entry.Asset).Open += entry.Open;
            Asset(account, entry.Asset).Unpriced += entry.Unpriced ? 1 : 0;
            Revalue(account, i, ref entry, in quotes[new InstrumentId(i)]);
        }

        totals.OldestQuoteNanos = _held.OldestNanos(account);
    }
}
