using Chronos.Core.Books;
using Chronos.Core.Model;

namespace Chronos.Core.Gates;

/// <summary>The policy has the instrument open for entries.</summary>
internal sealed class InstrumentTradableGate : IGate
{
    /// <inheritdoc />
    public GateId Id => GateId.InstrumentTradable;

    /// <inheritdoc />
    public bool BindsReductions => false;

    /// <inheritdoc />
    public Cap Check(in GateContext context, EngineState state, ref Finding finding)
    {
        return context.Terms.Tradable ? Cap.Pass : finding.Block(ReasonCode.InstrumentTradable);
    }
}
