namespace Chronos.Host.Http;

/// <summary>What would pass now, each by itself with everything else as proposed; null where none would.</summary>
/// <param name="LargestQuantity">The largest quantity.</param>
/// <param name="NearestPrice">The nearest price.</param>
/// <param name="EarliestAt">The earliest time.</param>
internal sealed record CounterfactualJson(string? LargestQuantity, string? NearestPrice, string? EarliestAt);
