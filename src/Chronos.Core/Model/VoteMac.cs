using System.Runtime.CompilerServices;

namespace Chronos.Core.Model;

/// <summary>First half of an HMAC-SHA256 over an outside vote.</summary>
[InlineArray(Length)]
public struct VoteMac
{
    /// <summary>Bytes kept.</summary>
    public const int Length = 16;

    private byte _first;
}
