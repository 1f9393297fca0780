using Chronos.Core.Books;

namespace Chronos.Core.Gates;

/// <summary>A gate whose answer depends on the price of a limit order, and which can say which prices it lets pass.</summary>
internal interface IPriceGate : IGate
{
    /// <summary>
    /// The limit prices at which this gate, asked about the same quantity with everything else the same, would let all of
    /// it pass: exactly those of the range. Empty when no price helps. Not for the hot path.
    /// </summary>
    PriceRange PricesPassing(in GateContext context, EngineState state);
}
