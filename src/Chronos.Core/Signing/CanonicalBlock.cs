using System.Runtime.CompilerServices;

namespace Chronos.Core.Signing;

/// <summary>Room for a canonical order and the zeros that make it one block of the hash.</summary>
[InlineArray(Bytes)]
internal struct CanonicalBlock
{
    public const int Bytes = 64;

    private byte _first;
}
