using System.Runtime.CompilerServices;

namespace Chronos.Core.Commands;

/// <summary>A name inside a command: ASCII, zero padded.</summary>
[InlineArray(Capacity)]
public struct CommandName
{
    /// <summary>Longest name.</summary>
    public const int Capacity = 32;

    private byte _first;
}
