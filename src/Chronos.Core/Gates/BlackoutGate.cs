using Chronos.Core.Books;
using Chronos.Core.Model;

namespace Chronos.Core.Gates;

/// <summary>No blackout of the policy is under way for the instrument or its venue.</summary>
internal sealed class BlackoutGate : ITimeGate
{
    /// <inheritdoc />
    public GateId Id => GateId.Blackout;

    /// <inheritdoc />
    public bool BindsReductions => false;

    /// <inheritdoc />
    public Cap Check(in GateContext context, EngineState state, ref Finding finding)
    {
        var until = state.Policy!.MarketOf(context.Proposal.Instrument).Calendar.BlackoutUntil(context.NowNanos);
        return until == 0 ? Cap.Pass : finding.Block(ReasonCode.Blackout, until - context.NowNanos);
    }

    /// <inheritdoc />
    public long PassesAtNanos(in GateContext context, EngineState state) =>
        Math.Max(context.NowNanos, state.Policy!.MarketOf(context.Proposal.Instrument).Calendar.BlackoutUntil(context.NowNanos));
}
