using Chronos.Core.Books;
using Chronos.Core.Model;

namespace Chronos.Core.Gates;

/// <summary>Only whole lots pass; never rounded up.</summary>
internal sealed class LotSizeGate : IGate
{
    /// <inheritdoc />
    public GateId Id => GateId.LotSize;

    /// <inheritdoc />
    public bool BindsReductions => true;

    /// <inheritdoc />
    public Cap Check(in GateContext context, EngineState state, ref Finding finding)
    {
        var lot = context.Terms.LotSize.Units;
        var off = context.Units % lot;
        return off != 0 ? finding.AtMost(context.Units - off, ReasonCode.LotSize, context.Units, lot) : Cap.Pass;
    }
}
