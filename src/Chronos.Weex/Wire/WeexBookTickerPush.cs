namespace Chronos.Weex.Wire;

/// <summary>The best bid and ask; spot alone.</summary>
internal sealed record WeexBookTickerPush(long EventMillis, string Symbol, long UpdateId, WeexLevel Bid, WeexLevel Ask)
    : WeexPush(EventMillis);
