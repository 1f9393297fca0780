using Chronos.Core.Books;
using Chronos.Core.Model;
using Chronos.Core.Policies;

namespace Chronos.Core.Quorum;

/// <summary>
/// The risk approver's own ledger: net position and cash flow, from fills alone. Profit is cash plus the value of what
/// is held, with no notion of cost or of realised and open, so that it cannot share a mistake with the position book.
/// 128-bit integers of 1e-16 quote units.
/// </summary>
internal sealed class RiskLedger
{
    private Line[] _lines = [];
    private Total[] _totals = [];
    private int _instruments;

    public bool Knows(int account, int instrument) => _lines[account * _instruments + instrument].Known;

    public long Net(int account, int instrument) => _lines[account * _instruments + instrument].Net;

    /// <summary>Loss since midnight UTC; false while something held has no price.</summary>
    public bool TryDayLoss(int account, out Int128 loss)
    {
        ref readonly var total = ref _totals[account];
        loss = total.DayMark - total.Worth;
        return total.Unpriced == 0;
    }

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
    }

    /// <summary>A run begins: every baseline must be told anew.</summary>
    public void Forget()
    {
        foreach (ref var line in _lines.AsSpan())
        {
            line.Known = false;
        }
    }

    /// <summary>The position before the first fill; told once, later ones only confirm that the venue is there.</summary>
    public void Baseline(int account, int instrument, long position, in QuoteEntry quote)
    {
        ref var line = ref _lines[account * _instruments + instrument];
        line.Known = true;
        if (line.Baselined)
        {
            return;
        }

        line.Baselined = true;
        line.Net = position;
        line.Unpaid = position;
        Mark(ref line, ref _totals[account], in quote);
    }

    public void Fill(int account, int instrument, long signedUnits, long price, long fee, in QuoteEntry quote)
    {
        ref var line = ref _lines[account * _instruments + instrument];
        line.Baselined = true;
        PayFor(ref line, price);
        line.Net += signedUnits;
        line.Cash -= Wide.Product(signedUnits, price) + Wide.Product(fee, FixedPoint.Scale);
        Mark(ref line, ref _totals[account], in quote);
    }

    public void Mark(int instrument, in QuoteEntry quote)
    {
        for (var a = 0; a < _totals.Length; a++)
        {
            Mark(ref _lines[a * _instruments + instrument], ref _totals[a], in quote);
        }
    }

    public void MarkDay()
    {
        foreach (ref var total in _totals.AsSpan())
        {
            total.DayMark = total.Worth;
        }
    }

    /// <summary>Operators cleared the day's loss of one account: it counts from here.</summary>
    public void MarkDay(int account) => _totals[account].DayMark = _totals[account].Worth;

    public void AddTo(StateHash hash)
    {
        foreach (ref readonly var line in _lines.AsSpan())
        {
            hash.Add(line.Net);
            hash.Add(line.Cash);
            hash.Add(line.Worth);
            hash.Add(line.Known ? 1L : 0L);
            hash.Add(line.Baselined ? 1L : 0L);
            hash.Add(line.Unpaid);
        }

        foreach (ref readonly var total in _totals.AsSpan())
        {
            hash.Add(total.Worth);
            hash.Add(total.DayMark);
        }
    }

    /// <summary>A told position is paid for at the first price seen, so that it begins with neither profit nor loss.</summary>
    private static void PayFor(ref Line line, long price)
    {
        line.Cash -= Wide.Product(line.Unpaid, price);
        line.Unpaid = 0;
    }

    private static void Mark(ref Line line, ref Total total, in QuoteEntry quote)
    {
        if (line.Unpaid != 0 && quote.Known)
        {
            PayFor(ref line, line.Unpaid > 0 ? quote.Bid.Units : quote.Ask.Units);
        }

        var unpriced = line.Net != 0 && !quote.Known;
        if (unpriced != line.Unpriced)
        {
            line.Unpriced = unpriced;
            total.Unpriced += unpriced ? 1 : -1;
        }

        var held = unpriced || line.Net == 0 ? Int128.Zero : Wide.Product(line.Net, line.Net > 0 ? quote.Bid.Units : quote.Ask.Units);
        var worth = line.Cash + held;
        total.Worth += worth - line.Worth;
        line.Worth = worth;
    }

    private struct Line
    {
        public long Net;
        public long Unpaid;
        public bool Known;
        public bool Baselined;
        public bool Unpriced;
        public Int128 Cash;
        public Int128 Worth;
    }

    private struct Total
    {
        public Int128 Worth;
        public Int128 DayMark;
        public int Unpriced;
    }
}
