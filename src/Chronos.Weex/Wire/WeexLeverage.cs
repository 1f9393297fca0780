namespace Chronos.Weex.Wire;

/// <summary>The leverage of a symbol's crossed positions as the venue has set it, in units of 1e-8.</summary>
internal sealed record WeexLeverage(string Symbol, long CrossLeverageUnits);
