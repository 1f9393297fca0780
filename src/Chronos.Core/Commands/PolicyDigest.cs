using System.Runtime.CompilerServices;

namespace Chronos.Core.Commands;

/// <summary>First half of a policy's SHA-256, which a command to load it names; all zero in other commands.</summary>
[InlineArray(Length)]
public struct PolicyDigest
{
    /// <summary>Bytes kept.</summary>
    public const int Length = 16;

    private byte _first;
}
