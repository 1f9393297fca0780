using Chronos.Core.Books;
using Chronos.Core.Model;

namespace Chronos.Core.Gates;

/// <summary>
/// The strategy holds a mandate for the instrument, and the mandate allows the side, order type and time in force. A verified reduction may
/// take either side: a mandate to enter one side must not lock its positions in.
/// </summary>
internal sealed class MandateGate : IGate
{
    /// <inheritdoc />
    public GateId Id => GateId.Mandate;

    /// <inheritdoc />
    public bool BindsReductions => true;

    /// <inheritdoc />
    public Cap Check(in GateContext context, EngineState state, ref Finding finding)
    {
        ref readonly var terms = ref context.Terms;
        ref readonly var proposal = ref context.Proposal;
        if (!terms.Allowed)
        {
            return finding.Block(ReasonCode.Mandate);
        }

        var allowed = (terms.Types >> ((int)proposal.Type - 1)) & (terms.TimesInForce >> ((int)proposal.TimeInForce - 1)) & 1;
        return allowed != 0 && (((terms.Sides >> ((int)proposal.Side - 1)) & 1) != 0 || context.IsReduction)
            ? Cap.Pass
            : finding.Block(ReasonCode.MandateTerms);
    }
}
