namespace Chronos.Weex.Wire;

/// <summary>Trades between others, not in order of time.</summary>
internal sealed record WeexTradesPush(long EventMillis, string Symbol, bool IsSnapshot, IReadOnlyList<WeexTrade> Trades)
    : WeexPush(EventMillis);
