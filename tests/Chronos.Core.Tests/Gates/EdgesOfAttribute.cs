using Chronos.Core.Model;

namespace Chronos.Core.Tests.Gates;

/// <summary>The class tests these gates at their limits: just below, at and just past. A class named after a gate need not say so.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class EdgesOfAttribute(params GateId[] gates) : Attribute
{
    public GateId[] Gates { get; } = gates;
}
