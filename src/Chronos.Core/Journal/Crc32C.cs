using System.Numerics;
using System.Runtime.InteropServices;

namespace Chronos.Core.Journal;

/// <summary>
/// CRC-32C by instruction, one stream of eight bytes a step. Records are a few hundred bytes, too short for several
/// streams to earn the cost of joining them again.
/// </summary>
internal static unsafe class Crc32C
{
    /// <summary>The state before the first byte.</summary>
    public const uint Start = uint.MaxValue;

    /// <summary>Continues <paramref name="crc"/> over one word.</summary>
    public static uint Add(uint crc, ulong word) => BitOperations.Crc32C(crc, word);

    /// <summary>Continues <paramref name="crc"/> over <paramref name="byteCount"/> bytes, a multiple of 8.</summary>
    public static uint AddWords(uint crc, byte* bytes, nint byteCount)
    {
        unchecked
        {
            var word = (ulong*)bytes;
            var end = (ulong*)(bytes + byteCount);
            for (; word + 4 <= end; word += 4)
            {
                crc = BitOperations.Crc32C(crc, word[0]);
                crc = BitOperations.Crc32C(crc, word[1]);
                crc = BitOperations.Crc32C(crc, word[2]);
                crc = BitOperations.Crc32C(crc, word[3]);
            }

            for (; word < end; word++)
            {
                crc = BitOperations.Crc32C(crc, *word);
            }

            return crc;
        }
    }

    /// <summary>The standard CRC-32C of <paramref name="bytes"/>, of any length.</summary>
    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        var crc = Start;
        foreach (var word in MemoryMarshal.Cast<byte, ulong>(bytes))
        {
            crc = BitOperations.Crc32C(crc, word);
        }

        foreach (var last in bytes[(bytes.Length & ~7)..])
        {
            crc = BitOperations.Crc32C(crc, last);
        }

        return ~crc;
    }

    /// <summary>Whether the published check value of CRC-32C comes out here.</summary>
    public static bool SelfTest() => Of("123456789"u8) == 0xE3069283;
}
