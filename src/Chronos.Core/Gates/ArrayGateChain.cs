using Chronos.Core.Books;

namespace Chronos.Core.Gates;

/// <summary>Any gates in any order, through the interface: what <see cref="GateChain"/> must agree with.</summary>
internal sealed class ArrayGateChain(IGate[] gates) : IGateChain
{
    /// <inheritdoc />
    public IGate[] All() => gates;

    /// <inheritdoc />
    public void Ask(in GateContext context, EngineState state, ref GateTally tally)
    {
        foreach (var gate in gates)
        {
            tally.Add(gate, gate.Check(in context, state, ref tally.Finding));
        }
    }
}
