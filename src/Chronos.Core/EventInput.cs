using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Chronos.Core;

/// <summary>The bytes an event arrived with, as they are journaled.</summary>
[InlineArray(Capacity)]
public struct EventInput
{
    /// <summary>Most bytes an event of fixed size carries.</summary>
    public const int Capacity = 192;

    private byte _first;

    /// <summary>Writes a value at the start.</summary>
    internal void Write<T>(in T value)
        where T : unmanaged
        => MemoryMarshal.Write(this, value);

    /// <summary>The value written at the start, where it stands: reading it whole right after it was written waits for the writes.</summary>
    [UnscopedRef]
    internal readonly ref readonly T View<T>()
        where T : unmanaged
        => ref Unsafe.As<byte, T>(ref Unsafe.AsRef(in _first));

    /// <summary>A copy of the value written at the start.</summary>
    internal readonly T Read<T>()
        where T : unmanaged
        => MemoryMarshal.Read<T>(this);
}
