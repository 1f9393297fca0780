using Chronos.Core.Books;

namespace Chronos.Core.Gates;

/// <summary>A gate that passes by itself when time goes on, and which can say when.</summary>
internal interface ITimeGate : IGate
{
    /// <summary>
    /// The earliest engine time at which this gate, asked about the same quantity with nothing else having happened, would
    /// let all of it pass; <see cref="long.MaxValue"/> when time alone does not help. Not for the hot path.
    /// </summary>
    long PassesAtNanos(in GateContext context, EngineState state);
}
