using System.Runtime.CompilerServices;

namespace Chronos.Core.Model;

/// <summary>First 96 bits of the SHA-256 of what an order's seal binds and that rarely changes.</summary>
[InlineArray(Length)]
public struct ContextDigest
{
    /// <summary>Bytes kept.</summary>
    public const int Length = 12;

    private byte _first;
}
