using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Chronos.Core.Journal.Proof;

/// <summary>
/// The compression of SHA-256 (FIPS 180-4, section 6.2.2) for sixteen messages side by side, one in each lane of a vector. The
/// letters are the standard's. Optimized at once: a check of a short journal is over before the runtime would come to it.
/// </summary>
internal static unsafe class Sha256Block
{
    /// <summary>Messages side by side.</summary>
    public const int Lanes = 16;

    /// <summary>Words of a block, and of what one is expanded to.</summary>
    public const int Words = 16;
    public const int ExpandedWords = 64;

    /// <summary>Words of the state.</summary>
    public const int StateWords = 8;

    private const byte Xor3 = 0x96;
    private const byte ChooseTable = 0xCA;
    private const byte MajorityTable = 0xE8;
    private const byte EvenQuarters = 0x88;
    private const byte OddQuarters = 0xDD;

    /// <summary>The state before the first block.</summary>
    public static ReadOnlySpan<uint> InitialState =>
        [0x6A09E667, 0xBB67AE85, 0x3C6EF372, 0xA54FF53A, 0x510E527F, 0x9B05688C, 0x1F83D9AB, 0x5BE0CD19];

    private static ReadOnlySpan<uint> RoundConstants =>
    [
        0x428A2F98, 0x71374491, 0xB5C0FBCF, 0xE9B5DBA5, 0x3956C25B, 0x59F111F1, 0x923F82A4, 0xAB1C5ED5,
        0xD807AA98, 0x12835B01, 0x243185BE, 0x550C7DC3, 0x72BE5D74, 0x80DEB1FE, 0x9BDC06A7, 0xC19BF174,
        0xE49B69C1, 0xEFBE4786, 0x0FC19DC6, 0x240CA1CC, 0x2DE92C6F, 0x4A7484AA, 0x5CB0A9DC, 0x76F988DA,
        0x983E5152, 0xA831C66D, 0xB00327C8, 0xBF597FC7, 0xC6E00BF3, 0xD5A79147, 0x06CA6351, 0x14292967,
        0x27B70A85, 0x2E1B2138, 0x4D2C6DFC, 0x53380D13, 0x650A7354, 0x766A0ABB, 0x81C2C92E, 0x92722C85,
        0xA2BFE8A1, 0xA81A664B, 0xC24B8B70, 0xC76C51A3, 0xD192E819, 0xD6990624, 0xF40E3585, 0x106AA070,
        0x19A4C116, 0x1E376C08, 0x2748774C, 0x34B0BCB5, 0x391C0CB3, 0x4ED8AA4A, 0x5B9CCA4F, 0x682E6FF3,
        0x748F82EE, 0x78A5636F, 0x84C87814, 0x8CC70208, 0x90BEFFFA, 0xA4506CEB, 0xBEF9A3F7, 0xC67178F2,
    ];

    /// <summary>Whether this processor has the instructions.</summary>
    public static bool IsSupported => Avx512BW.IsSupported;

    /// <summary>
    /// Compresses one block of each message into the states of those lanes whose bits in <paramref name="active"/> are set.
    /// </summary>
    /// <param name="state">Eight vectors: word by word, a lane a message.</param>
    /// <param name="blocks">The block of the first message; the others follow at equal distances.</param>
    /// <param name="distance">That distance in bytes.</param>
    /// <param name="w">Room for 64 vectors.</param>
    /// <param name="active">All ones or zeros in each lane.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Compress(Vector512<uint>* state, byte* blocks, int distance, Vector512<uint>* w, Vector512<uint> active)
    {
        LoadWords(blocks, distance, w);
        var (a, b, c, d) = (state[0], state[1], state[2], state[3]);
        var (e, f, g, h) = (state[4], state[5], state[6], state[7]);
        Vector512<uint> t;
        fixed (uint* first = RoundConstants)
        {
            var constants = first;
            for (var words = w; words < w + ExpandedWords; words += 8, constants += 8)
            {
                // Beside the rounds that are done meanwhile: the two wait for nothing of each other.
                if (words < w + ExpandedWords - Words)
                {
                    Expand(words);
                }

                t = h + Sum1(e) + Choose(e, f, g) + words[0] + Vector512.Create(constants[0]);
                d += t;
                h = t + Sum0(a) + Majority(a, b, c);
                t = g + Sum1(d) + Choose(d, e, f) + words[1] + Vector512.Create(constants[1]);
                c += t;
                g = t + Sum0(h) + Majority(h, a, b);
                t = f + Sum1(c) + Choose(c, d, e) + words[2] + Vector512.Create(constants[2]);
                b += t;
                f = t + Sum0(g) + Majority(g, h, a);
                t = e + Sum1(b) + Choose(b, c, d) + words[3] + Vector512.Create(constants[3]);
                a += t;
                e = t + Sum0(f) + Majority(f, g, h);
                t = d + Sum1(a) + Choose(a, b, c) + words[4] + Vector512.Create(constants[4]);
                h += t;
                d = t + Sum0(e) + Majority(e, f, g);
                t = c + Sum1(h) + Choose(h, a, b) + words[5] + Vector512.Create(constants[5]);
                g += t;
                c = t + Sum0(d) + Majority(d, e, f);
                t = b + Sum1(g) + Choose(g, h, a) + words[6] + Vector512.Create(constants[6]);
                f += t;
                b = t + Sum0(c) + Majority(c, d, e);
                t = a + Sum1(f) + Choose(f, g, h) + words[7] + Vector512.Create(constants[7]);
                e += t;
                a = t + Sum0(b) + Majority(b, c, d);
            }
        }

        state[0] += a & active;
        state[1] += b & active;
        state[2] += c & active;
        state[3] += d & active;
        state[4] += e & active;
        state[5] += f & active;
        state[6] += g & active;
        state[7] += h & active;
    }

    /// <summary>The eight words that come sixteen places after these.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Expand(Vector512<uint>* words)
    {
        for (var end = words + 8; words < end; words++)
        {
            words[16] = words[0] + Sigma0(words[1]) + words[9] + Sigma1(words[14]);
        }
    }

    /// <summary>Sixteen blocks of sixteen words become sixteen vectors of one word of each block.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void LoadWords(byte* blocks, int distance, Vector512<uint>* w)
    {
        var swap = Vector512.Create(Vector128.Create((byte)3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8, 15, 14, 13, 12));

        // What a block is expanded to is not there yet: its places serve for what comes in between.
        var pairs = w + Words;
        for (var pair = pairs; pair < pairs + Words; pair += 2, blocks += 2 * distance)
        {
            var even = Avx512BW.Shuffle(Vector512.Load(blocks), swap).AsUInt32();
            var odd = Avx512BW.Shuffle(Vector512.Load(blocks + distance), swap).AsUInt32();
            pair[0] = Avx512F.UnpackLow(even, odd);
            pair[1] = Avx512F.UnpackHigh(even, odd);
        }

        // In a quarter of each vector stand one word of four blocks each.
        var fours = w + (2 * Words);
        for (var four = fours; four < fours + Words; four += 4, pairs += 4)
        {
            four[0] = Avx512F.UnpackLow(pairs[0].AsUInt64(), pairs[2].AsUInt64()).AsUInt32();
            four[1] = Avx512F.UnpackHigh(pairs[0].AsUInt64(), pairs[2].AsUInt64()).AsUInt32();
            four[2] = Avx512F.UnpackLow(pairs[1].AsUInt64(), pairs[3].AsUInt64()).AsUInt32();
            four[3] = Avx512F.UnpackHigh(pairs[1].AsUInt64(), pairs[3].AsUInt64()).AsUInt32();
        }

        for (var end = w + 4; w < end; w++, fours++)
        {
            var (first, second, third, fourth) = (fours[0], fours[4], fours[8], fours[12]);
            var evenLeft = Avx512F.Shuffle4x128(first, second, EvenQuarters);
            var oddLeft = Avx512F.Shuffle4x128(first, second, OddQuarters);
            var evenRight = Avx512F.Shuffle4x128(third, fourth, EvenQuarters);
            var oddRight = Avx512F.Shuffle4x128(third, fourth, OddQuarters);
            w[0] = Avx512F.Shuffle4x128(evenLeft, evenRight, EvenQuarters);
            w[4] = Avx512F.Shuffle4x128(oddLeft, oddRight, EvenQuarters);
            w[8] = Avx512F.Shuffle4x128(evenLeft, evenRight, OddQuarters);
            w[12] = Avx512F.Shuffle4x128(oddLeft, oddRight, OddQuarters);
        }
    }

    // Inlined, or every step of a round would be a call: the verify benchmark shows it.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<uint> Choose(Vector512<uint> x, Vector512<uint> y, Vector512<uint> z) =>
        Avx512F.TernaryLogic(x, y, z, ChooseTable);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<uint> Majority(Vector512<uint> x, Vector512<uint> y, Vector512<uint> z) =>
        Avx512F.TernaryLogic(x, y, z, MajorityTable);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<uint> Sum0(Vector512<uint> x) =>
        Avx512F.TernaryLogic(Avx512F.RotateRight(x, 2), Avx512F.RotateRight(x, 13), Avx512F.RotateRight(x, 22), Xor3);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<uint> Sum1(Vector512<uint> x) =>
        Avx512F.TernaryLogic(Avx512F.RotateRight(x, 6), Avx512F.RotateRight(x, 11), Avx512F.RotateRight(x, 25), Xor3);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<uint> Sigma0(Vector512<uint> x) =>
        Avx512F.TernaryLogic(Avx512F.RotateRight(x, 7), Avx512F.RotateRight(x, 18), x >>> 3, Xor3);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<uint> Sigma1(Vector512<uint> x) =>
        Avx512F.TernaryLogic(Avx512F.RotateRight(x, 17), Avx512F.RotateRight(x, 19), x >>> 10, Xor3);
}
