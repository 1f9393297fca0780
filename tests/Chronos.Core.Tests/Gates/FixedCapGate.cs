using Chronos.Core.Books;
using Chronos.Core.Gates;
using Chronos.Core.Model;

namespace Chronos.Core.Tests.Gates;

/// <summary>A gate that lets a fixed quantity pass.</summary>
internal sealed class FixedCapGate(GateId id, long permitted, bool bindsReductions = false, bool isSoft = false) : IGate
{
    public GateId Id => id;

    public bool BindsReductions => bindsReductions;

    public bool IsSoft => isSoft;

    public Cap Check(in GateContext context, EngineState state, ref Finding finding) => context.Units > permitted * FixedPoint.Scale
        ? finding.AtMost(permitted * FixedPoint.Scale, ReasonCode.MaxOrderQuantity, context.Units, permitted * FixedPoint.Scale)
        : Cap.Pass;
}
