namespace Chronos.Weex.Sandbox.Markets;

/// <summary>Quantity at a price.</summary>
/// <param name="Price">Of the level.</param>
/// <param name="Quantity">Resting there.</param>
internal readonly record struct PriceLevel(decimal Price, decimal Quantity);
