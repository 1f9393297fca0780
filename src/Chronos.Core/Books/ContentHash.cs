using System.Numerics;
using System.Runtime.InteropServices;
using Chronos.Core.Decode;

namespace Chronos.Core.Books;

/// <summary>
/// Tells one proposal's content from another's: everything in its frame but the time it was made, so that a retry stamped
/// later is still the same proposal.
/// </summary>
internal static class ContentHash
{
    private const int CreatedAtWord = 6;
    private const uint SecondSeed = 0x9E3779B9;

    public static ulong Of(ReadOnlySpan<byte> frame)
    {
        var words = MemoryMarshal.Cast<byte, ulong>(frame[..ProposalFrame.Bytes]);
        uint low = 0, high = SecondSeed;
        for (var i = 1; i < words.Length; i++)
        {
            if (i == CreatedAtWord)
            {
                continue;
            }

            low = BitOperations.Crc32C(low, words[i]);
            high = BitOperations.Crc32C(high, ulong.RotateLeft(words[i], 29) ^ low);
        }

        return ((ulong)high << 32) | low;
    }
}
