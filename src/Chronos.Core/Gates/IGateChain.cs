using Chronos.Core.Books;

namespace Chronos.Core.Gates;

/// <summary>A set of gates that is asked as a whole. The order decides nothing: caps combine by minimum.</summary>
internal interface IGateChain
{
    /// <summary>The gates, for whoever looks at one at a time.</summary>
    IGate[] All();

    /// <summary>Asks every gate once and tells the tally each answer.</summary>
    void Ask(in GateContext context, EngineState state, ref GateTally tally);
}
