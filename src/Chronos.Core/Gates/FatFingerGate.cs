using Chronos.Core.Books;
using Chronos.Core.Model;

namespace Chronos.Core.Gates;

/// <summary>
/// The quantity is in proportion to the strategy's own in the instrument: not above a percentage of the trailing 99.9th
/// percentile of its approved entries. Judged from a number of them on. The percentile is never overstated and understated
/// by at most a sixteenth of itself; see <see cref="SizeSketch"/>.
/// </summary>
internal sealed class FatFingerGate : IGate
{
    /// <inheritdoc />
    public GateId Id => GateId.FatFinger;

    /// <inheritdoc />
    public bool BindsReductions => false;

    /// <inheritdoc />
    public bool IsSoft => true;

    /// <inheritdoc />
    public Cap Check(in GateContext context, EngineState state, ref Finding finding)
    {
        var maximum = state.OrderSizes.UnitsMax(context.Terms.Strategy, context.Terms.Instrument);
        return context.Units > maximum ? finding.AtMost(maximum, ReasonCode.FatFinger, context.Units, maximum) : Cap.Pass;
    }
}
