namespace Chronos.Weex.Sandbox;

/// <summary>Best bid and ask of a moment.</summary>
/// <param name="TimeMillis">Unix milliseconds; only distances between quotes matter.</param>
/// <param name="Symbol">Such as <c>BTCUSDT</c>.</param>
/// <param name="Bid">Best bid.</param>
/// <param name="BidSize">Quantity there.</param>
/// <param name="Ask">Best ask.</param>
/// <param name="AskSize">Quantity there.</param>
public sealed record SandboxQuote(long TimeMillis, string Symbol, decimal Bid, decimal BidSize, decimal Ask, decimal AskSize);
