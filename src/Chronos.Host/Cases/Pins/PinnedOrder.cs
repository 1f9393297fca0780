using Chronos.Core.Model;

namespace Chronos.Host.Cases.Pins;

/// <summary>An order of the history: which step proposes it, how much was asked for, and how much of it passed.</summary>
internal sealed record PinnedOrder(int Step, Quantity Proposed, Quantity Permitted);
