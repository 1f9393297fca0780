using System.Runtime.CompilerServices;

namespace Chronos.Core.Commands;

/// <summary>Text inside a command: ASCII, zero padded.</summary>
[InlineArray(Capacity)]
public struct CommandText
{
    /// <summary>Longest text.</summary>
    public const int Capacity = 64;

    private byte _first;
}
