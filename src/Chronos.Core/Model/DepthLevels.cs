using System.Runtime.CompilerServices;

namespace Chronos.Core.Model;

/// <summary>Room for the levels of one side, best first.</summary>
[InlineArray(Capacity)]
public struct DepthLevels
{
    /// <summary>The most levels a side has.</summary>
    public const int Capacity = 5;

    private DepthLevel _first;
}
