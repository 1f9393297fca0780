namespace Chronos.Weex.Sandbox.Accounts;

/// <summary>One side of one contract of one account.</summary>
internal sealed class Position
{
    private readonly Timeline<Position> _versions = new();

    /// <summary>Equal to the id of the fill that made it.</summary>
    public required long Id { get; init; }

    public required Account Account { get; init; }

    public required Instrument Instrument { get; init; }

    public required PositionSide Side { get; init; }

    public required long CreatedTime { get; init; }

    public required long CreatedMatch { get; init; }

    public MarginType MarginType { get; set; }

    public int Leverage { get; set; }

    public decimal Size { get; set; }

    /// <summary>What the open size cost; divided by size the average entry price.</summary>
    public decimal OpenValue { get; set; }

    public decimal OpenFee { get; set; }

    public decimal FundingFee { get; set; }

    public decimal IsolatedMargin { get; set; }

    public bool AutoAppendMargin { get; set; }

    public decimal CumOpenSize { get; set; }

    public decimal CumOpenValue { get; set; }

    public decimal CumOpenFee { get; set; }

    public decimal CumCloseSize { get; set; }

    public decimal CumCloseValue { get; set; }

    public decimal CumCloseFee { get; set; }

    public decimal CumFundingFee { get; set; }

    public long UpdatedMatch { get; set; }

    public long UpdatedTime { get; set; }

    public decimal UnrealizedPnl(decimal mark) => Side == PositionSide.Long ? Size * mark - OpenValue : OpenValue - Size * mark;

    /// <summary>What opening it needs at this price, rounded up to 8 decimals.</summary>
    public decimal MarginAt(decimal mark) => decimal.Round(Size * mark / Leverage, 8, MidpointRounding.ToPositiveInfinity);

    /// <summary>What opening it needed, rounded up to 8 decimals.</summary>
    public decimal MarginAtCost => decimal.Round(OpenValue / Leverage, 8, MidpointRounding.ToPositiveInfinity);

    public void Changed(long time)
    {
        UpdatedTime = time;
        _versions.Add(time, (Position)MemberwiseClone());
    }

    public Position? At(long time) => time == long.MaxValue ? this : _versions.At(time);
}
