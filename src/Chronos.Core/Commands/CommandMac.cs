using System.Runtime.CompilerServices;

namespace Chronos.Core.Commands;

/// <summary>First half of an HMAC-SHA256 over a command.</summary>
[InlineArray(Length)]
public struct CommandMac
{
    /// <summary>Bytes kept.</summary>
    public const int Length = 16;

    private byte _first;
}
