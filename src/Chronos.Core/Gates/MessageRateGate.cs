using Chronos.Core.Books;
using Chronos.Core.Model;

namespace Chronos.Core.Gates;

/// <summary>The strategy sends at most N proposals in any window, exactly; refused ones count too, a parked one once.</summary>
internal sealed class MessageRateGate : IGate
{
    /// <inheritdoc />
    public GateId Id => GateId.MessageRate;

    /// <inheritdoc />
    public bool BindsReductions => false;

    /// <inheritdoc />
    public Cap Check(in GateContext context, EngineState state, ref Finding finding)
    {
        var maximum = context.Terms.SubmitsMax;
        var oldest = state.Rates(context.Terms.Strategy).OldestNanos;

        // The N-th last message is inside the window: this one would be the N+1st.
        return !context.Parking.IsParked && oldest > context.NowNanos - context.Terms.RateWindowNanos
            ? finding.Block(ReasonCode.MessageRate, maximum + 1L, maximum)
            : Cap.Pass;
    }
}
