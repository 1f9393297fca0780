using System.Runtime.CompilerServices;
using Chronos.Core.Books;
using Chronos.Core.Model;

namespace Chronos.Core.Gates;

/// <summary>
/// The 99th percentiles from ingress to decision, from ingress to send and from approval to the venue's answer are within their limits,
/// as of the last tick or answer. One with too few measurements in the window is not judged: otherwise nothing could ever be measured.
/// </summary>
internal sealed class LatencyBudgetGate : IGate
{
    /// <inheritdoc />
    public GateId Id => GateId.LatencyBudget;

    /// <inheritdoc />
    public bool BindsReductions => false;

    /// <inheritdoc />
    public Cap Check(in GateContext context, EngineState state, ref Finding finding)
    {
        return state.Latency.IsSlow(context.Terms.Venue) ? OnSlow(in context, state, ref finding) : Cap.Pass;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Cap OnSlow(in GateContext context, EngineState state, ref Finding finding)
    {
        var latency = state.Latency;
        var limits = state.Policy!.Latency;
        if (latency.IsDecisionSlow)
        {
            return finding.Block(ReasonCode.LatencyBudget, latency.Engine.DecisionP99Nanos, limits.DecisionP99NanosMax);
        }

        return latency.IsSendSlow
            ? finding.Block(ReasonCode.LatencyBudget, latency.Engine.SendP99Nanos, limits.SendP99NanosMax)
            : finding.Block(
                ReasonCode.LatencyBudget, latency[context.Terms.Venue].P99Nanos(), limits.AcknowledgementP99NanosMax);
    }
}
