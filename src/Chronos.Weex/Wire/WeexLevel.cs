using Chronos.Core.Model;

namespace Chronos.Weex.Wire;

/// <summary>A price of a book and what rests there; zero removes the price.</summary>
internal readonly record struct WeexLevel(Price Price, Quantity Quantity);
