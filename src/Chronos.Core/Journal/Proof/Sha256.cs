using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Chronos.Core.Journal.Proof;

/// <summary>
/// SHA-256 over a first byte and what follows it, by libcrypto's own calls: the library .NET hashes with, without the
/// search for an algorithm that costs more than a small hash itself. A message as short as a record usually is gets its padding
/// here and is compressed in one call, which leaves little but the compressing. Used only after it gave the class library's
/// answers; elsewhere the class library is asked. Any thread.
/// </summary>
internal static unsafe class Sha256
{
    // Twice what libcrypto's SHA256_CTX takes.
    private const int ContextWords = 28;

    private const int BlockBytes = 64;
    private const int StateWords = 8;
    private const byte PaddingStart = 0x80;
    private const int LengthBytes = 8;

    // As many blocks as are compressed in well under a microsecond, for which the garbage collector need not be told.
    private const int ShortBytesMax = 12 * BlockBytes;

    // Newest first, in the order in which .NET looks for the library.
    private static readonly string[] LibraryNames = ["libcrypto.so.3", "libcrypto.so.1.1", "libcrypto.so"];

    private static readonly delegate* unmanaged[SuppressGCTransition]<void*, int> Init;
    private static readonly delegate* unmanaged[SuppressGCTransition]<void*, byte*, nuint, int> UpdateShort;
    private static readonly delegate* unmanaged<void*, byte*, nuint, int> Update;
    private static readonly delegate* unmanaged<byte*, void*, int> Final;

#pragma warning disable CA1810 // Three pointers of one library belong together.
    static Sha256()
#pragma warning restore CA1810
    {
        foreach (var name in LibraryNames)
        {
            if (NativeLibrary.TryLoad(name, out var library)
                && NativeLibrary.TryGetExport(library, "SHA256_Init", out var init)
                && NativeLibrary.TryGetExport(library, "SHA256_Update", out var update)
                && NativeLibrary.TryGetExport(library, "SHA256_Final", out var final))
            {
                Init = (delegate* unmanaged[SuppressGCTransition]<void*, int>)init;
                UpdateShort = (delegate* unmanaged[SuppressGCTransition]<void*, byte*, nuint, int>)update;
                Update = (delegate* unmanaged<void*, byte*, nuint, int>)update;
                Final = (delegate* unmanaged<byte*, void*, int>)final;
                IsNative = GivesKnownAnswers();
                return;
            }
        }
    }

    /// <summary>Whether libcrypto is called directly.</summary>
    public static bool IsNative { get; }

    /// <summary>Hash of the byte, <paramref name="first"/> and <paramref name="second"/>, one behind the other.</summary>
    public static void Of(byte prefix, ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, Span<byte> hash)
    {
        if (!IsNative || !TryNative(prefix, first, second, hash))
        {
            Managed(prefix, first, second, hash);
        }
    }

    internal static void Managed(byte prefix, ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, Span<byte> hash)
    {
        var length = 1 + first.Length + second.Length;
        var joined = ArrayPool<byte>.Shared.Rent(length);
        joined[0] = prefix;
        first.CopyTo(joined.AsSpan(1));
        second.CopyTo(joined.AsSpan(1 + first.Length));
        SHA256.HashData(joined.AsSpan(0, length), hash);
        ArrayPool<byte>.Shared.Return(joined);
    }

    internal static bool TryNative(byte prefix, ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, Span<byte> hash) =>
        1 + first.Length + second.Length + 1 + LengthBytes <= ShortBytesMax
            ? TryShort(prefix, first, second, hash)
            : TryLong(prefix, first, second, hash);

    [SkipLocalsInit]
    private static bool TryShort(byte prefix, ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, Span<byte> hash)
    {
        var context = stackalloc ulong[ContextWords];
        var message = stackalloc byte[ShortBytesMax];
        var length = 1 + first.Length + second.Length;
        var paddedLength = (length + 1 + LengthBytes + BlockBytes - 1) & ~(BlockBytes - 1);
        var padded = new Span<byte>(message, paddedLength);
        padded[0] = prefix;
        first.CopyTo(padded[1..]);
        second.CopyTo(padded[(1 + first.Length)..]);
        padded[length..].Clear();
        padded[length] = PaddingStart;
        BinaryPrimitives.WriteUInt64BigEndian(padded[^LengthBytes..], (ulong)length * 8);
        if (Init(context) != 1 || UpdateShort(context, message, (nuint)paddedLength) != 1)
        {
            return false;
        }

        // The context begins with the state, and the digest is the state with its words in big-endian order.
        BinaryPrimitives.ReverseEndianness(
            new ReadOnlySpan<uint>(context, StateWords), MemoryMarshal.Cast<byte, uint>(hash[..SHA256.HashSizeInBytes]));
        return true;
    }

    private static bool TryLong(byte prefix, ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, Span<byte> hash)
    {
        var context = stackalloc ulong[ContextWords];
        fixed (byte* one = first)
        fixed (byte* two = second)
        fixed (byte* result = hash[..SHA256.HashSizeInBytes])
        {
            return Init(context) == 1
                && Update(context, &prefix, 1) == 1
                && Update(context, one, (nuint)first.Length) == 1
                && Update(context, two, (nuint)second.Length) == 1
                && Final(result, context) == 1;
        }
    }

    private static bool GivesKnownAnswers()
    {
        Span<byte> bytes = stackalloc byte[2 * ShortBytesMax];
        Span<byte> native = stackalloc byte[SHA256.HashSizeInBytes];
        Span<byte> managed = stackalloc byte[SHA256.HashSizeInBytes];
        for (var length = 0; length <= bytes.Length; length += 19)
        {
            var mark = (byte)(length & byte.MaxValue);
            bytes[..length].Fill(mark);
            Managed(mark, bytes[..length], bytes[..(length / 2)], managed);
            if (!TryNative(mark, bytes[..length], bytes[..(length / 2)], native) || !native.SequenceEqual(managed))
            {
                return false;
            }
        }

        return true;
    }
}
