using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Security.Cryptography;

namespace Chronos.Core.Signing;

/// <summary>
/// The fast signer: HMAC-SHA256 from the two key-dependent SHA-256 states, computed once, and libcrypto's block
/// function. A message of up to 55 bytes costs two block calls. The states are worth as much as the key and live,
/// with all scratch, in native memory that is zeroed on <see cref="Dispose"/>. One thread.
/// </summary>
/// <remarks>
/// Its memory, in bytes:
/// <code>
///    0                        112 128             192             256          288          320
///   +---------------------------+-+---------------+---------------+------------+------------+
///   | SHA256_CTX                |-| inner block   | outer block   | inner state| outer state|
///   +---------------------------+-+---------------+---------------+------------+------------+
/// </code>
/// The inner block is the last of the message with its padding; the outer block is the inner digest with a padding
/// that never changes.
/// </remarks>
public sealed unsafe class LibcryptoSigner : IOrderSigner
{
    private const int BlockBytes = 64;
    private const int VectorBytes = 16;
    private const int LastVectorOffset = BlockBytes - VectorBytes;
    private const int LengthOffset = 56;
    private const int OneBlockMessageBytesMax = LengthOffset - 1;
    private const int InnerBlockOffset = 128;
    private const int OuterBlockOffset = 192;
    private const int InnerStateOffset = 256;
    private const int OuterStateOffset = 288;
    private const int MemoryBytes = 320;
    private const byte PaddingStart = 0x80;

    private static readonly Lazy<Libcrypto?> Trusted =
        new(() => TrustIfCorrect(Libcrypto.TryLoad(Libcrypto.LibraryNames)));

    private readonly delegate* unmanaged[SuppressGCTransition]<Sha256Context*, byte*, void> _transform;
    private byte* _memory;

    private LibcryptoSigner(Libcrypto libcrypto, ReadOnlySpan<byte> key)
    {
        _transform = libcrypto.Transform;
        Memory = new SecretMemory(MemoryBytes);
        _memory = Memory.Pointer;
        DeriveStates(libcrypto, key);
        PadOuterBlock();
    }

    /// <inheritdoc />
    public string Name => "libcrypto";

    internal SecretMemory Memory { get; }

    /// <summary>
    /// A signer for <paramref name="key"/>, or false when libcrypto or its functions are absent, fail the self-test
    /// (run once per process), or disagree with the platform's HMAC under this key.
    /// </summary>
    public static bool TryCreate(ReadOnlySpan<byte> key, [NotNullWhen(true)] out LibcryptoSigner? signer)
    {
        signer = Trusted.Value is { } libcrypto ? new LibcryptoSigner(libcrypto, key) : null;
        if (signer is not null && !SignerSelfTest.AgreesWithPlatform(signer, key))
        {
            signer.Dispose();
            signer = null;
        }

        return signer is not null;
    }

    internal static Libcrypto? TrustIfCorrect(Libcrypto? libcrypto) =>
        libcrypto is not null && SignerSelfTest.FindFailure(key => new LibcryptoSigner(libcrypto, key)) is null
            ? libcrypto
            : null;

    /// <inheritdoc />
    public void Sign(ReadOnlySpan<byte> message, Span<byte> seal)
    {
        if (seal.Length != OrderSigner.SealBytes)
        {
            SealLength.Throw(seal);
        }

        var memory = _memory;
        if (memory is null)
        {
            ThrowOnDisposed();
        }

        unchecked
        {
            var context = (Sha256Context*)memory;
            CopyState(memory + InnerStateOffset, memory);
            if (message.Length is >= VectorBytes and <= OneBlockMessageBytesMax)
            {
                PadOneBlock(message, memory + InnerBlockOffset);
                _transform(context, memory + InnerBlockOffset);
            }
            else
            {
                CompressOnUnusualLength(context, message);
            }

            StoreDigest(memory, ref *(memory + OuterBlockOffset));
            CopyState(memory + OuterStateOffset, memory);
            _transform(context, memory + OuterBlockOffset);
            StoreDigest(memory, ref MemoryMarshal.GetReference(seal));
        }

        GC.KeepAlive(this);
    }

    /// <inheritdoc />
    public void SignOneBlock(ReadOnlySpan<byte> block, int length, Span<byte> seal)
    {
        if (block.Length != BlockBytes || length is < LastVectorOffset or > OneBlockMessageBytesMax || seal.Length != OrderSigner.SealBytes)
        {
            Sign(block[..length], seal);
            return;
        }

        var memory = _memory;
        if (memory is null)
        {
            ThrowOnDisposed();
        }

        unchecked
        {
            CopyState(memory + InnerStateOffset, memory);
            PadWholeVectors(block, length, memory + InnerBlockOffset);
            _transform((Sha256Context*)memory, memory + InnerBlockOffset);
            StoreDigest(memory, ref *(memory + OuterBlockOffset));
            CopyState(memory + OuterStateOffset, memory);
            _transform((Sha256Context*)memory, memory + OuterBlockOffset);
            StoreDigest(memory, ref MemoryMarshal.GetReference(seal));
        }

        GC.KeepAlive(this);
    }

    /// <summary>Zeroes and frees the states and all scratch. On the owning thread.</summary>
    public void Dispose()
    {
        _memory = null;
        Memory.Dispose();
    }

    // The message ends in the last vector, whose other bytes are zero: padding and length are or-ed into it.
    private static void PadWholeVectors(ReadOnlySpan<byte> message, int length, byte* block)
    {
        unchecked
        {
            ref var start = ref MemoryMarshal.GetReference(message);
            for (var offset = 0; offset < LastVectorOffset; offset += VectorBytes)
            {
                Vector128.LoadUnsafe(ref start, (nuint)offset).Store(block + offset);
            }

            var padding = Vector128.Equals(Vector128<byte>.Indices, Vector128.Create((byte)(length - LastVectorOffset)))
                & Vector128.Create(PaddingStart);
            var bitLength = BinaryPrimitives.ReverseEndianness(((ulong)length + BlockBytes) * 8);
            var last = Vector128.LoadUnsafe(ref start, LastVectorOffset);
            (last | padding | Vector128.Create(0, bitLength).AsByte()).Store(block + LastVectorOffset);
        }
    }

    // Builds the block out of whole vectors: libcrypto reads it back as such, and would wait for the store buffer to
    // drain if one of them had been written in pieces (a quarter of the cost of a 55-byte seal).
    private static void PadOneBlock(ReadOnlySpan<byte> message, byte* block)
    {
        unchecked
        {
            ref var start = ref MemoryMarshal.GetReference(message);
            var wholeBytes = message.Length & ~(VectorBytes - 1);
            var restBytes = message.Length - wholeBytes;

            // The last vector of the message is loaded so that it ends with it, then moved down to the part not yet
            // copied; an index past the vector reads as zero.
            var indices = Vector128<byte>.Indices;
            var last = Vector128.LoadUnsafe(ref start, (nuint)(message.Length - VectorBytes));
            var rest = Vector128.Shuffle(last, indices + Vector128.Create((byte)(VectorBytes - restBytes)));
            rest |= Vector128.Equals(indices, Vector128.Create((byte)restBytes)) & Vector128.Create(PaddingStart);

            for (var offset = 0; offset < wholeBytes; offset += VectorBytes)
            {
                Vector128.LoadUnsafe(ref start, (nuint)offset).Store(block + offset);
            }

            var bitLength = BinaryPrimitives.ReverseEndianness(((ulong)message.Length + BlockBytes) * 8);
            var end = Vector128.Create(0, bitLength).AsByte();
            if (wholeBytes == LastVectorOffset)
            {
                end |= rest;
            }
            else
            {
                rest.Store(block + wholeBytes);
                for (var offset = wholeBytes + VectorBytes; offset < LastVectorOffset; offset += VectorBytes)
                {
                    Vector128<byte>.Zero.Store(block + offset);
                }
            }

            end.Store(block + LastVectorOffset);
        }
    }

    // Any length, a little slower. Whole blocks are compressed where they stand; only the rest is copied to be padded.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void CompressOnUnusualLength(Sha256Context* context, ReadOnlySpan<byte> message)
    {
        var wholeBytes = message.Length & ~(BlockBytes - 1);
        fixed (byte* start = message)
        {
            for (var offset = 0; offset < wholeBytes; offset += BlockBytes)
            {
                _transform(context, start + offset);
            }
        }

        var pointer = _memory + InnerBlockOffset;
        var block = new Span<byte>(pointer, BlockBytes);
        var rest = message[wholeBytes..];
        rest.CopyTo(block);
        block[rest.Length..].Clear();
        block[rest.Length] = PaddingStart;
        if (rest.Length > OneBlockMessageBytesMax)
        {
            _transform(context, pointer);
            block.Clear();
        }

        WriteBitLength(block, message.Length);
        _transform(context, pointer);
    }

    private void PadOuterBlock()
    {
        var block = new Span<byte>(_memory + OuterBlockOffset, BlockBytes);
        block[OrderSigner.SealBytes] = PaddingStart;
        WriteBitLength(block, OrderSigner.SealBytes);
    }

    // Both hashes of an HMAC begin with one block of padded key, which counts towards their length.
    private static void WriteBitLength(Span<byte> block, int messageLength) =>
        BinaryPrimitives.WriteUInt64BigEndian(block[LengthOffset..], ((ulong)messageLength + BlockBytes) * 8);

    private void DeriveStates(Libcrypto libcrypto, ReadOnlySpan<byte> key)
    {
        Span<byte> block = stackalloc byte[BlockBytes];
        block.Clear();
        if (key.Length > BlockBytes)
        {
            SHA256.HashData(key, block);
        }
        else
        {
            key.CopyTo(block);
        }

        DeriveState(libcrypto, block, 0x36, _memory + InnerStateOffset);
        DeriveState(libcrypto, block, 0x5c, _memory + OuterStateOffset);
        CryptographicOperations.ZeroMemory(block);
    }

    private void DeriveState(Libcrypto libcrypto, ReadOnlySpan<byte> paddedKey, byte mask, byte* state)
    {
        var context = (Sha256Context*)_memory;
        var block = new Span<byte>(_memory + InnerBlockOffset, BlockBytes);
        for (var i = 0; i < BlockBytes; i++)
        {
            block[i] = (byte)(paddedKey[i] ^ mask);
        }

        libcrypto.Init(context);
        libcrypto.Transform(context, _memory + InnerBlockOffset);
        CopyState((byte*)context, state);
        CryptographicOperations.ZeroMemory(block);
    }

    private static void CopyState(byte* from, byte* to)
    {
        Vector128.Load(from).Store(to);
        Vector128.Load(from + 16).Store(to + 16);
    }

    // The digest is the state with each of its eight words in big-endian order.
    private static void StoreDigest(byte* state, ref byte digest)
    {
        var bigEndianWords = Vector128.Create((byte)3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8, 15, 14, 13, 12);
        Vector128.Shuffle(Vector128.Load(state), bigEndianWords).StoreUnsafe(ref digest);
        Vector128.Shuffle(Vector128.Load(state + 16), bigEndianWords).StoreUnsafe(ref digest, 16);
    }

    [DoesNotReturn]
    private static void ThrowOnDisposed() => throw new ObjectDisposedException(nameof(LibcryptoSigner));
}
