namespace Chronos.Weex.Wire;

/// <summary>Bars of one symbol: some 300 in a snapshot, then the one that changes.</summary>
internal sealed record WeexKlinesPush(
    long EventMillis, string Symbol, bool IsSnapshot, string PriceType, IReadOnlyList<WeexKline> Klines) : WeexPush(EventMillis);
