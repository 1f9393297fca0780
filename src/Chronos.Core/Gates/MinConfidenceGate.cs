using Chronos.Core.Books;
using Chronos.Core.Model;

namespace Chronos.Core.Gates;

/// <summary>The strategy is at least as sure as its minimum.</summary>
internal sealed class MinConfidenceGate : IGate
{
    /// <inheritdoc />
    public GateId Id => GateId.MinConfidence;

    /// <inheritdoc />
    public bool BindsReductions => false;

    /// <inheritdoc />
    public Cap Check(in GateContext context, EngineState state, ref Finding finding)
    {
        var confidence = context.Proposal.ConfidencePpm;
        var minimum = context.Terms.ConfidenceMinPpm;
        return confidence < minimum ? finding.Block(ReasonCode.MinConfidence, confidence, minimum) : Cap.Pass;
    }
}
