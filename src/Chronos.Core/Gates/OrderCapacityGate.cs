using Chronos.Core.Books;
using Chronos.Core.Model;

namespace Chronos.Core.Gates;

/// <summary>The engine's order table has room.</summary>
internal sealed class OrderCapacityGate : IGate
{
    /// <inheritdoc />
    public GateId Id => GateId.OrderCapacity;

    /// <inheritdoc />
    public bool BindsReductions => true;

    /// <inheritdoc />
    public Cap Check(in GateContext context, EngineState state, ref Finding finding)
    {
        return state.Orders.Count >= state.Orders.Capacity
            ? finding.Block(ReasonCode.OrderCapacity, state.Orders.Count + 1L, state.Orders.Capacity)
            : Cap.Pass;
    }
}
