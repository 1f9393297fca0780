using System.Runtime.CompilerServices;

namespace Chronos.Core.Model;

/// <summary>Room for every objection a decision can carry: one a gate, and the quorum's.</summary>
[InlineArray(Capacity)]
public struct ObjectionSet
{
    /// <summary>The most objections one decision carries.</summary>
    public const int Capacity = 80;

    private Objection _first;
}
