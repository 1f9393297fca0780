using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Chronos.Core.Journal;

/// <summary>
/// CRC-32C by instruction. One step takes three cycles but a new one can start every cycle, so three stretches of equal
/// length are taken side by side and joined by carry-less multiplication; that halves the cost of a 256-byte record.
/// Without that multiplication (other processors) one stream gives the same values.
/// </summary>
internal static unsafe class Crc32C
{
    /// <summary>The state before the first byte.</summary>
    public const uint Start = uint.MaxValue;

    private const int StreamWordsMin = 4;
    private const int StreamWordsMax = 128;

    // Entry n moves a state n words onward: x^(64 n - 33) mod P, bit-reflected.
    private static readonly uint[] WordShifts = MakeWordShifts();

    /// <summary>Continues <paramref name="crc"/> over one word.</summary>
    public static uint Add(uint crc, ulong word) => BitOperations.Crc32C(crc, word);

    /// <summary>Continues <paramref name="crc"/> over <paramref name="byteCount"/> bytes, a multiple of 8.</summary>
    public static uint AddWords(uint crc, byte* bytes, nint byteCount)
    {
        unchecked
        {
            var word = (ulong*)bytes;
            var count = (int)(byteCount >> 3);
            if (Pclmulqdq.IsSupported)
            {
                while (count >= 3 * StreamWordsMin)
                {
                    var streamWords = Math.Min(count / 3, StreamWordsMax);
                    crc = AddThreeStreams(crc, word, streamWords);
                    word += 3 * streamWords;
                    count -= 3 * streamWords;
                }
            }

            for (var end = word + count; word < end; word++)
            {
                crc = BitOperations.Crc32C(crc, *word);
            }

            return crc;
        }
    }

    /// <summary>The standard CRC-32C of <paramref name="bytes"/>, of any length.</summary>
    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        uint crc;
        fixed (byte* first = bytes)
        {
            crc = AddWords(Start, first, bytes.Length & ~7);
        }

        foreach (var last in bytes[(bytes.Length & ~7)..])
        {
            crc = BitOperations.Crc32C(crc, last);
        }

        return ~crc;
    }

    /// <summary>Whether the published check value comes out here, and the same from one stream as from three.</summary>
    public static bool SelfTest()
    {
        var words = MemoryMarshal.Cast<byte, ulong>(
            "The quick brown fox jumps over the lazy dog; pack my box with "u8
            + "five dozen liquor jugs; sphinx of black quartz, judge my vow."u8);
        var crc = Start;
        foreach (var word in words)
        {
            crc = BitOperations.Crc32C(crc, word);
        }

        return Of("123456789"u8) == 0xE3069283 && Of(MemoryMarshal.AsBytes(words)) == ~crc;
    }

    private static uint AddThreeStreams(uint crc, ulong* word, int streamWords)
    {
        unchecked
        {
            var first = crc;
            uint second = 0;
            uint third = 0;
            var last = word + streamWords - 1;
            for (; word < last; word++)
            {
                first = BitOperations.Crc32C(first, word[0]);
                second = BitOperations.Crc32C(second, word[streamWords]);
                third = BitOperations.Crc32C(third, word[2 * streamWords]);
            }

            first = BitOperations.Crc32C(first, word[0]);
            second = BitOperations.Crc32C(second, word[streamWords]);
            var shifts = WordShifts;
            var joined = Multiply(first, shifts[2 * streamWords]) ^ Multiply(second, shifts[streamWords]);
            return BitOperations.Crc32C(third, word[2 * streamWords] ^ joined);
        }
    }

    private static ulong Multiply(uint crc, uint shift) =>
        Pclmulqdq.CarrylessMultiply(
            Vector128.CreateScalar((ulong)crc), Vector128.CreateScalar((ulong)shift), 0).ToScalar();

    private static uint[] MakeWordShifts()
    {
        var shifts = new uint[(2 * StreamWordsMax) + 1];
        shifts[1] = 1;
        for (var words = 2; words < shifts.Length; words++)
        {
            shifts[words] = BitOperations.Crc32C(shifts[words - 1], 0UL);
        }

        return shifts;
    }
}
