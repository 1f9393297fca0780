namespace Chronos.Core.Tests.Simulation;

/// <summary>
/// The one source of chance of a simulated run: SplitMix64 from its seed. The same seed gives the same draws on every
/// machine and runtime.
/// </summary>
internal sealed class Draw(ulong seed)
{
    private ulong _state = seed;

    /// <summary>The next 64 bits.</summary>
    public ulong Bits()
    {
        unchecked
        {
            _state += 0x9E3779B97F4A7C15;
            var z = _state;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }

    /// <summary>A number from 0 to below the bound.</summary>
    public int Below(int bound) => (int)(Bits() % (ulong)bound);

    /// <summary>A number from the first to below the second.</summary>
    public int Between(int from, int to) => from + Below(to - from);

    /// <summary>Whether something of so many in a thousand happens.</summary>
    public bool PerMille(int chance) => Below(1000) < chance;

    /// <summary>One of these.</summary>
    public T OneOf<T>(params ReadOnlySpan<T> values) => values[Below(values.Length)];

    /// <summary>So many bytes.</summary>
    public byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        for (var i = 0; i < count; i++)
        {
            bytes[i] = (byte)(Bits() & 0xFF);
        }

        return bytes;
    }

    /// <summary>A source of its own, so that what one part draws does not move the draws of another.</summary>
    public Draw Fork() => new(Bits());
}
