using Chronos.Core.Model;

namespace Chronos.Core.Replay.Readings;

/// <summary>What one gate said about a proposal, and the figures behind it.</summary>
/// <param name="Gate">Which gate.</param>
/// <param name="Outcome">What came of it.</param>
/// <param name="PermittedUnits">The quantity it lets pass, 1e-8 base; <see cref="long.MaxValue"/> when it does not bind.</param>
/// <param name="Gauge">Observed value and limit; without figures where a gate that passes compares none.</param>
internal readonly record struct GateReading(GateId Gate, GateOutcome Outcome, long PermittedUnits, Gauge Gauge)
{
    /// <summary>True when it passed with less than a tenth of its limit left.</summary>
    public bool IsNearMiss => Outcome == GateOutcome.Passes && Gauge.IsNear;
}
