namespace Chronos.Weex.Sandbox.Markets;

/// <summary>A trade everybody sees.</summary>
/// <param name="Id">UUID.</param>
/// <param name="Time">Unix milliseconds.</param>
/// <param name="Price">Of execution.</param>
/// <param name="Quantity">In base units.</param>
/// <param name="IsBuyerMaker">The seller took.</param>
internal sealed record PublicTrade(string Id, long Time, decimal Price, decimal Quantity, bool IsBuyerMaker);
