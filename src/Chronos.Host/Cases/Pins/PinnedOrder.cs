using Chronos.Core.Model;

namespace Chronos.Host.Cases.Pins;

/// <summary>An order of the history: which step proposes it, when, and how much of it passed.</summary>
internal sealed record PinnedOrder(int Step, long TimeNanos, Quantity Permitted)
{
    /// <summary>True when an answer stands in a step of its own: every later one does too.</summary>
    public bool IsAnswered { get; init; }
}
