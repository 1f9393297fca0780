namespace Chronos.Weex.Wire;

/// <summary>All symbols of a product.</summary>
/// <param name="Symbols">Those that can be traded in exact numbers.</param>
/// <param name="TooFine">Names of those whose steps or limits are finer than 1e-8.</param>
internal sealed record WeexSymbols(IReadOnlyList<WeexSymbol> Symbols, IReadOnlyList<string> TooFine);
