using System.Globalization;

namespace Chronos.Weex.Sandbox.Markets;

/// <summary>One symbol: liquidity of the market, our resting orders, prices, trades and bars.</summary>
internal sealed class Market
{
    private const int TradesMax = 1_000;

    private readonly List<Order> _buys = [];
    private readonly List<Order> _sells = [];
    private long _trades;

    public Market(Instrument instrument)
    {
        Instrument = instrument;
        LastBars = [.. Interval.All.Select(i => new BarSeries(i))];
        MarkBars = [.. Interval.All.Select(i => new BarSeries(i))];
    }

    public Instrument Instrument { get; }

    public Ladder Bids { get; } = new();

    public Ladder Asks { get; } = new();

    public bool HasQuote { get; private set; }

    public decimal Last { get; private set; }

    /// <summary>The middle of the quote.</summary>
    public decimal Mark { get; private set; }

    /// <summary>Changes with everything that changes the book.</summary>
    public long Version { get; set; }

    /// <summary>Place of the quote in the order of arrival.</summary>
    public long QuoteSequence { get; private set; }

    public long QuoteTime { get; private set; }

    public decimal FundingRate { get; set; }

    public List<(long Time, decimal Rate, decimal Mark)> Fundings { get; } = [];

    public List<PublicTrade> Trades { get; } = [];

    public IReadOnlyList<BarSeries> LastBars { get; }

    public IReadOnlyList<BarSeries> MarkBars { get; }

    /// <summary>Our orders that rest, best first.</summary>
    public List<Order> Resting(OrderSide side) => side == OrderSide.Buy ? _buys : _sells;

    public Ladder Liquidity(OrderSide side) => side == OrderSide.Buy ? Bids : Asks;

    public BarSeries Bars(Interval interval, bool mark) => (mark ? MarkBars : LastBars).First(s => s.Interval == interval);

    /// <summary>Puts the market's new quote in place of the last, and prints the trade that goes with it.</summary>
    public PublicTrade SetQuote(PriceLevel bid, PriceLevel ask, int levels, int seed, long sequence, long time)
    {
        Bids.Replace(Instrument, OrderSide.Buy, bid, levels, seed);
        Asks.Replace(Instrument, OrderSide.Sell, ask, levels, seed);
        var mark = (bid.Price + ask.Price) / 2;
        // A market that rises is bought, one that falls is sold; one that stands still is sold.
        var isBuyerMaker = !HasQuote || mark <= Mark;
        Mark = mark;
        HasQuote = true;
        QuoteSequence = sequence;
        QuoteTime = time;
        foreach (var series in MarkBars)
        {
            series.Add(time, mark, 0, false);
        }

        var (price, quantity) = isBuyerMaker ? (bid.Price, bid.Quantity) : (ask.Price, ask.Quantity);
        return Print(price, quantity, isBuyerMaker, time);
    }

    public PublicTrade Print(decimal price, decimal quantity, bool isBuyerMaker, long time)
    {
        Last = price;
        var trade = new PublicTrade(TradeId(), time, price, quantity, isBuyerMaker);
        if (Trades.Count == TradesMax)
        {
            Trades.RemoveRange(0, TradesMax / 10);
        }

        Trades.Add(trade);
        foreach (var series in LastBars)
        {
            series.Add(time, price, quantity, isBuyerMaker);
        }

        return trade;
    }

    /// <summary>Rests an order behind those of its price.</summary>
    public void Rest(Order order)
    {
        var list = Resting(order.Side);
        var index = list.FindIndex(o => order.Side == OrderSide.Buy ? o.Price < order.Price : o.Price > order.Price);
        list.Insert(index < 0 ? list.Count : index, order);
    }

    /// <summary>The best levels of a side, ours and the market's together.</summary>
    public List<PriceLevel> Window(OrderSide side, int levels)
    {
        var sums = new SortedDictionary<decimal, decimal>(
            side == OrderSide.Buy ? Comparer<decimal>.Create((a, b) => b.CompareTo(a)) : Comparer<decimal>.Default);
        foreach (var level in Liquidity(side).Levels.Take(levels))
        {
            sums[level.Price] = level.Quantity;
        }

        foreach (var order in Resting(side))
        {
            sums[order.Price] = sums.GetValueOrDefault(order.Price) + order.Remaining;
        }

        return [.. sums.Take(levels).Select(l => new PriceLevel(l.Key, l.Value))];
    }

    /// <summary>The best price of a side; null for an empty one.</summary>
    public decimal? Best(OrderSide side)
    {
        var resting = Resting(side);
        var levels = Liquidity(side).Levels;
        if (resting.Count == 0 || levels.Count == 0)
        {
            return resting.Count != 0 ? resting[0].Price : levels.Count != 0 ? levels[0].Price : null;
        }

        return side == OrderSide.Buy
            ? Math.Max(resting[0].Price, levels[0].Price)
            : Math.Min(resting[0].Price, levels[0].Price);
    }

    private string TradeId()
    {
        var number = (++_trades).ToString("x12", CultureInfo.InvariantCulture);
        var symbol = 0u;
        foreach (var c in Instrument.Symbol)
        {
            symbol = unchecked(symbol * 31 + c);
        }

        return string.Create(CultureInfo.InvariantCulture, $"{symbol:x8}-0000-4000-8000-{number}");
    }
}
