using Chronos.Core.Books;
using Chronos.Core.Model;
using Chronos.Core.Policies;

namespace Chronos.Core.Quorum;

/// <summary>
/// The portfolio approver's own ledger: what the venue last said it holds for us, fills since then, and what is
/// reserved. Its gross exposure is therefore anchored in the venue's word, not in our fills.
/// </summary>
internal sealed class PortfolioLedger
{
    private const int PercentWhole = 100;

    private Line[] _lines = [];
    private Total[] _totals = [];
    private int _instruments;

    public ref readonly Line this[int account, int instrument] => ref _lines[account * _instruments + instrument];

    public ref readonly Total Account(int account) => ref _totals[account];

    public void Resize(Policy policy)
    {
        var instruments = policy.Instruments.Count;
        var lines = new Line[policy.Accounts.Count * instruments];
        for (var a = 0; a < _totals.Length; a++)
        {
            Array.Copy(_lines, a * _instruments, lines, a * instruments, _instruments);
        }

        _lines = lines;
        _instruments = instruments;
        Array.Resize(ref _totals, policy.Accounts.Count);
        for (var a = 0; a < _totals.Length; a++)
        {
            _totals[a].GrossMax = Wide.Product(policy.Accounts[a].GrossExposureMax.Units, FixedPoint.Scale);
            _totals[a].LeverageMaxPercent = policy.Accounts[a].LeverageMaxPercent;
            _totals[a].Cover();
        }
    }

    /// <summary>A run begins: what the venue said before is old.</summary>
    public void Forget()
    {
        foreach (ref var line in _lines.AsSpan())
        {
            line.ToldAtNanos = 0;
        }

        foreach (ref var total in _totals.AsSpan())
        {
            total.ToldAtNanos = 0;
        }
    }

    public void Tell(in AccountSnapshot snapshot, long timeNanos, in QuoteEntry quote)
    {
        ref var total = ref _totals[snapshot.Account.Value];
        if ((snapshot.Fields & SnapshotFields.Balance) != 0)
        {
            total.Balance = snapshot.Balance.Units;
            total.Cover();
            total.ToldAtNanos = timeNanos;
        }

        if ((snapshot.Fields & SnapshotFields.Position) != 0)
        {
            ref var line = ref _lines[snapshot.Account.Value * _instruments + snapshot.Instrument.Value];
            line.Told = snapshot.Position.Units;
            line.FilledSince = 0;
            line.ToldAtNanos = timeNanos;
            Value(ref line, ref total, in quote);
        }
    }

    public void Fill(int account, int instrument, long signedUnits, in QuoteEntry quote)
    {
        ref var line = ref _lines[account * _instruments + instrument];
        line.FilledSince += signedUnits;
        Value(ref line, ref _totals[account], in quote);
    }

    public void Reserve(int account, int instrument, OrderSide side, long units, in QuoteEntry quote)
    {
        ref var line = ref _lines[account * _instruments + instrument];
        if (side == OrderSide.Buy)
        {
            line.Bids += units;
        }
        else
        {
            line.Offers += units;
        }

        Value(ref line, ref _totals[account], in quote);
    }

    public void Mark(int instrument, in QuoteEntry quote)
    {
        for (var a = 0; a < _totals.Length; a++)
        {
            Value(ref _lines[a * _instruments + instrument], ref _totals[a], in quote);
        }
    }

    public void AddTo(StateHash hash)
    {
        foreach (ref readonly var line in _lines.AsSpan())
        {
            hash.Add(line.Told);
            hash.Add(line.FilledSince);
            hash.Add(line.Bids);
            hash.Add(line.Offers);
            hash.Add(line.ToldAtNanos);
            hash.Add(line.Exposure);
        }

        foreach (ref readonly var total in _totals.AsSpan())
        {
            hash.Add(total.Gross);
            hash.Add(total.Balance);
            hash.Add(total.ToldAtNanos);
        }
    }

    private static void Value(ref Line line, ref Total total, in QuoteEntry quote)
    {
        var exposure = quote.Known ? Wide.Product(line.WorstUnits(0, 0), quote.Ask.Units) : 0;
        total.Gross += exposure - line.Exposure;
        line.Exposure = exposure;
        var unpriced = !quote.Known && line.WorstUnits(0, 0) != 0;
        if (unpriced != line.Unpriced)
        {
            line.Unpriced = unpriced;
            total.Unpriced += unpriced ? 1 : -1;
        }
    }

    internal struct Line
    {
        public long Told;
        public long FilledSince;
        public long Bids;
        public long Offers;
        public long ToldAtNanos;
        public bool Unpriced;
        public Int128 Exposure;

        public readonly long Position => Told + FilledSince;

        /// <summary>The larger end of the position when either side's orders fill and the other's do not.</summary>
        public readonly long WorstUnits(long moreBids, long moreOffers) => Math.Max(
            Math.Abs(Position + Bids + moreBids),
            Math.Abs(Position - Offers - moreOffers));
    }

    internal struct Total
    {
        public Int128 Gross;
        public Int128 GrossMax;
        public long Balance;
        public long ToldAtNanos;
        public int LeverageMaxPercent;

        /// <summary>Lines with exposure that no quote values; above zero, the gross is unknown.</summary>
        public int Unpriced;

        /// <summary>What the balance covers: balance x leverage, rounded down; gross exposure may not pass it.</summary>
        public Int128 Covered;

        public void Cover() => Covered = Wide.Product(Math.Max(0, Balance), FixedPoint.Scale) * LeverageMaxPercent / PercentWhole;
    }
}
