namespace Chronos.Weex.Sandbox.Accounts;

/// <summary>Margin mode and leverages an account has chosen for a contract.</summary>
internal sealed class SymbolSetting
{
    public MarginType MarginType { get; set; }

    public int CrossLeverage { get; set; } = 20;

    public int IsolatedLongLeverage { get; set; } = 20;

    public int IsolatedShortLeverage { get; set; } = 20;

    public int Leverage(PositionSide side) => MarginType switch
    {
        MarginType.Crossed => CrossLeverage,
        _ when side == PositionSide.Long => IsolatedLongLeverage,
        _ => IsolatedShortLeverage,
    };
}
