using Chronos.Core.Model;

namespace Chronos.Core.Routing;

/// <summary>A position the books hold when a run begins.</summary>
/// <param name="Account">Whose.</param>
/// <param name="Instrument">In what.</param>
/// <param name="Position">Signed, in base units.</param>
/// <param name="Cost">Signed cost of it by average cost.</param>
public readonly record struct BaselinePosition(AccountId Account, InstrumentId Instrument, Quantity Position, ExactNotional Cost);
