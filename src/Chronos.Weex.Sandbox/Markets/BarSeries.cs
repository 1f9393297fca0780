namespace Chronos.Weex.Sandbox.Markets;

/// <summary>The newest bars of one interval, oldest first. A stretch without a price has none.</summary>
internal sealed class BarSeries(Interval interval)
{
    private const int BarsMax = 1_500;

    private readonly List<Bar> _bars = [];

    public Interval Interval { get; } = interval;

    public IReadOnlyList<Bar> Bars => _bars;

    public void Add(long time, decimal price, decimal quantity, bool isBuyerMaker)
    {
        var (open, close) = Interval.Bounds(time);
        if (_bars.Count == 0 || _bars[^1].OpenTime < open)
        {
            if (_bars.Count == BarsMax)
            {
                _bars.RemoveRange(0, BarsMax / 10);
            }

            _bars.Add(new Bar(open, close, price));
        }

        _bars[^1].Add(price, quantity, isBuyerMaker);
    }
}
