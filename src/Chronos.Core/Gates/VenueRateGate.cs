using Chronos.Core.Books;
using Chronos.Core.Model;

namespace Chronos.Core.Gates;

/// <summary>
/// At most N new orders reach the venue in any window, exactly; of them entries may use all but the share kept for
/// reductions. An order that replaces another is a new one to the venue; what was refused here is none.
/// </summary>
internal sealed class VenueRateGate : ITimeGate
{
    /// <inheritdoc />
    public GateId Id => GateId.VenueRate;

    /// <inheritdoc />
    public bool BindsReductions => true;

    /// <inheritdoc />
    public Cap Check(in GateContext context, EngineState state, ref Finding finding)
    {
        var venue = state.Activity.Venue(context.Terms.Venue);
        if (context.NowNanos >= FreeAtNanos(in context, venue))
        {
            return Cap.Pass;
        }

        var maximum = context.IsReduction ? venue.Rates.Submits.Max : venue.EntriesMax;
        return finding.Block(ReasonCode.VenueRate, maximum + 1L, maximum);
    }

    /// <inheritdoc />
    public long PassesAtNanos(in GateContext context, EngineState state) =>
        Math.Max(context.NowNanos, FreeAtNanos(in context, state.Activity.Venue(context.Terms.Venue)));

    private static long FreeAtNanos(in GateContext context, VenueActivity venue) =>
        context.IsReduction ? venue.Rates.Submits.FreeAtNanos : venue.EntriesFreeAtNanos;
}
