using System.Text;

namespace Chronos.Weex.Wire;

/// <summary>
/// One string for each word the wire repeats (field names, symbols, states), so that reading them allocates nothing once
/// seen. Bounded: when its table is full, further words are plain new strings. Any thread.
/// </summary>
internal sealed class Utf8Interner
{
    // Some 300 names and words plus the symbols traded; a power of two, at most half full in practice.
    private const int Slots = 2048;
    private const int ProbesMax = 8;
    private const int WordBytesMax = 48;

    private readonly Word?[] _words = new Word?[Slots];

    /// <summary>The string of these bytes.</summary>
    public string Get(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > WordBytesMax)
        {
            return Encoding.UTF8.GetString(utf8);
        }

        var place = Hash(utf8);
        for (var probe = 0; probe < ProbesMax; probe++)
        {
            ref var slot = ref _words[(place + probe) & (Slots - 1)];
            var word = Volatile.Read(ref slot);
            if (word is null)
            {
                // Two threads may make the same word at once; either is right.
                word = new Word(utf8.ToArray(), Encoding.UTF8.GetString(utf8));
                Volatile.Write(ref slot, word);
                return word.Text;
            }

            if (utf8.SequenceEqual(word.Utf8))
            {
                return word.Text;
            }
        }

        return Encoding.UTF8.GetString(utf8);
    }

    private static int Hash(ReadOnlySpan<byte> utf8)
    {
        var hash = 2166136261u;
        foreach (var b in utf8)
        {
            hash = unchecked((hash ^ b) * 16777619u);
        }

        return (int)((hash ^ (hash >> 15)) & (Slots - 1));
    }

    private sealed record Word(byte[] Utf8, string Text);
}
