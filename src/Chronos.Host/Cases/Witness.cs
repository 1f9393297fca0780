using Chronos.Core.Policies;

namespace Chronos.Host.Cases;

/// <summary>A script whose proposal really was decided differently by two policies.</summary>
/// <param name="Script">What was played.</param>
/// <param name="Before">What the earlier policy decided.</param>
/// <param name="After">What the later policy decided.</param>
/// <param name="Basis">Which two policies were compared.</param>
internal sealed record Witness(CaseScript Script, CaseOutcome Before, CaseOutcome After, WitnessBasis Basis);
