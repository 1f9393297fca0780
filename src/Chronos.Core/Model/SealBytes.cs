using System.Runtime.CompilerServices;

namespace Chronos.Core.Model;

/// <summary>An HMAC-SHA256 seal.</summary>
[InlineArray(Length)]
public struct SealBytes
{
    /// <summary>Bytes in a seal.</summary>
    public const int Length = 32;

    private byte _first;
}
