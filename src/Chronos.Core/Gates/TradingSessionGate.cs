using Chronos.Core.Books;
using Chronos.Core.Model;

namespace Chronos.Core.Gates;

/// <summary>The instrument's session is open.</summary>
internal sealed class TradingSessionGate : ITimeGate
{
    /// <inheritdoc />
    public GateId Id => GateId.TradingSession;

    /// <inheritdoc />
    public bool BindsReductions => false;

    /// <inheritdoc />
    public Cap Check(in GateContext context, EngineState state, ref Finding finding)
    {
        return state.Policy!.MarketOf(context.Proposal.Instrument).Calendar.IsSessionOpen(context.NowNanos)
            ? Cap.Pass
            : finding.Block(ReasonCode.TradingSession);
    }

    /// <inheritdoc />
    public long PassesAtNanos(in GateContext context, EngineState state) =>
        state.Policy!.MarketOf(context.Proposal.Instrument).Calendar.SessionOpensAt(context.NowNanos);
}
