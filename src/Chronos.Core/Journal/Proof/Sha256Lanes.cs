using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Security.Cryptography;

namespace Chronos.Core.Journal.Proof;

/// <summary>
/// SHA-256 of up to sixteen short messages at once, some three times as many a second as one by one. They may differ in length:
/// a lane whose message has ended waits for the longest. Used only where the processor can and after it gave the class
/// library's answers. One thread.
/// </summary>
internal sealed unsafe class Sha256Lanes
{
    /// <summary>Messages at once.</summary>
    public const int Count = Sha256Block.Lanes;

    /// <summary>Longest message, its first byte included.</summary>
    public const int MessageBytesMax = (BlocksMax * BlockBytes) - PaddingBytesMin;

    private const int BlocksMax = 12;
    private const int BlockBytes = Sha256Block.Words * sizeof(uint);
    private const int RoomBytes = BlocksMax * BlockBytes;
    private const int PaddingBytesMin = 1 + sizeof(ulong);
    private const byte PaddingStart = 0x80;
    private const int VectorBytes = 64;

    private static readonly Lazy<bool> GivesRightAnswers = new(() => Sha256Block.IsSupported && GivesKnownAnswers());

    private readonly byte[] _memory = GC.AllocateUninitializedArray<byte>(
        VectorBytes + (Count * RoomBytes) + ((Sha256Block.ExpandedWords + Sha256Block.StateWords) * VectorBytes), pinned: true);

    private readonly int[] _blocks = new int[Count];
    private readonly byte* _messages;
    private readonly Vector512<uint>* _expanded;
    private readonly Vector512<uint>* _state;
    private int _longest;

    private Sha256Lanes()
    {
        var start = (nuint)Unsafe.AsPointer(ref _memory[0]);
        _messages = (byte*)((start + VectorBytes - 1) & ~(nuint)(VectorBytes - 1));
        _expanded = (Vector512<uint>*)(_messages + (Count * RoomBytes));
        _state = _expanded + Sha256Block.ExpandedWords;
    }

    /// <summary>Messages set since the last run.</summary>
    public int Used { get; private set; }

    /// <summary>One, or null where messages must be hashed one by one.</summary>
    public static Sha256Lanes? TryCreate() => GivesRightAnswers.Value ? new Sha256Lanes() : null;

    /// <summary>Sets the next message: the byte, <paramref name="first"/> and <paramref name="second"/>, one behind the other.</summary>
    public void Add(byte prefix, ReadOnlySpan<byte> first, ReadOnlySpan<byte> second)
    {
        var length = 1 + first.Length + second.Length;
        var blocks = (length + PaddingBytesMin + BlockBytes - 1) / BlockBytes;
        var message = new Span<byte>(_messages + (Used * RoomBytes), RoomBytes)[..(blocks * BlockBytes)];
        message[0] = prefix;
        first.CopyTo(message[1..]);
        second.CopyTo(message[(1 + first.Length)..]);
        message[length..].Clear();
        message[length] = PaddingStart;
        BinaryPrimitives.WriteUInt64BigEndian(message[^sizeof(ulong)..], (ulong)length * 8);
        _blocks[Used++] = blocks;
        _longest = Math.Max(_longest, blocks);
    }

    /// <summary>Hashes all messages set; their lanes can be set anew.</summary>
    public void Run()
    {
        for (var i = 0; i < Sha256Block.StateWords; i++)
        {
            _state[i] = Vector512.Create(Sha256Block.InitialState[i]);
        }

        _blocks.AsSpan(Used).Clear();
        var blocks = Vector512.Create<int>(_blocks).AsUInt32();
        for (var block = 0; block < _longest; block++)
        {
            var active = Vector512.GreaterThan(blocks, Vector512.Create((uint)block));
            Sha256Block.Compress(_state, _messages + (block * BlockBytes), RoomBytes, _expanded, active);
        }

        Clear();
    }

    /// <summary>Forgets the messages set since the last run.</summary>
    public void Clear()
    {
        Used = 0;
        _longest = 0;
    }

    /// <summary>The hash of a message of the last run, by its place in the order they were set.</summary>
    public void CopyHash(int place, Span<byte> hash)
    {
        var words = (uint*)_state + place;
        for (var i = 0; i < Sha256Block.StateWords; i++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(hash[(i * sizeof(uint))..], words[i * Count]);
        }
    }

    private static bool GivesKnownAnswers()
    {
        var lanes = new Sha256Lanes();
        var bytes = new byte[MessageBytesMax - 1];
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        Span<byte> expected = stackalloc byte[SHA256.HashSizeInBytes];
        for (var start = 0; start + Count <= bytes.Length; start += Count + 1)
        {
            bytes.AsSpan().Fill((byte)(start & byte.MaxValue));
            for (var i = 0; i < Count; i++)
            {
                // Lengths that differ, also by many blocks.
                lanes.Add((byte)i, bytes.AsSpan(0, i % 3 == 0 ? i : start + i), bytes.AsSpan(0, 0));
            }

            lanes.Run();
            for (var i = 0; i < Count; i++)
            {
                Sha256.Managed((byte)i, bytes.AsSpan(0, i % 3 == 0 ? i : start + i), [], expected);
                lanes.CopyHash(i, hash);
                if (!hash.SequenceEqual(expected))
                {
                    return false;
                }
            }
        }

        return true;
    }
}
