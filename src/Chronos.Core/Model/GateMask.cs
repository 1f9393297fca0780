using System.Numerics;
using System.Runtime.InteropServices;

namespace Chronos.Core.Model;

/// <summary>A set of gates: bit n stands for gate n. 16 bytes, little endian, part of the journal format.</summary>
[StructLayout(LayoutKind.Sequential)]
public record struct GateMask
{
    private const int WordBits = 64;

    private ulong _low;
    private ulong _high;

    /// <summary>A set of these gates.</summary>
    public static GateMask Of(params ReadOnlySpan<GateId> gates)
    {
        var mask = default(GateMask);
        foreach (var gate in gates)
        {
            mask.Add(gate);
        }

        return mask;
    }

    /// <summary>True when it holds no gate.</summary>
    public readonly bool IsEmpty => (_low | _high) == 0;

    /// <summary>Gates in it.</summary>
    public readonly int Count => BitOperations.PopCount(_low) + BitOperations.PopCount(_high);

    /// <summary>Whether it holds the gate.</summary>
    public readonly bool Has(GateId gate) => (((int)gate < WordBits ? _low : _high) & Bit(gate)) != 0;

    /// <summary>Adds a gate.</summary>
    public void Add(GateId gate)
    {
        if ((int)gate < WordBits)
        {
            _low |= Bit(gate);
        }
        else
        {
            _high |= Bit(gate);
        }
    }

    /// <summary>The gates in either.</summary>
    public static GateMask operator |(GateMask left, GateMask right) =>
        new() { _low = left._low | right._low, _high = left._high | right._high };

    /// <summary>The gates in both.</summary>
    public static GateMask operator &(GateMask left, GateMask right) =>
        new() { _low = left._low & right._low, _high = left._high & right._high };

    /// <summary>The set as 32 hexadecimal digits, gate 0 in the last.</summary>
    public override readonly string ToString() => $"{_high:x16}{_low:x16}";

    private static ulong Bit(GateId gate) => 1UL << ((int)gate % WordBits);
}
