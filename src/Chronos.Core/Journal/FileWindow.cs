using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.Win32.SafeHandles;

namespace Chronos.Core.Journal;

/// <summary>
/// A large window onto a file, filled by positional reads: a device error is an exception here, not the end of the
/// process as it would be under a map. One thread.
/// </summary>
internal sealed unsafe class FileWindow : IDisposable
{
    private const int Bytes = 2 * 1024 * 1024;

    // Buffers are used again: allocating large ones makes the runtime collect garbage, which stops every thread.
    private const int KeptBuffersMax = 4;
    private static readonly ConcurrentBag<byte[]> Kept = [];

    private readonly IDisk _disk;
    private readonly byte[] _buffer;
    private readonly byte* _start;
    private SafeFileHandle? _file;
    private long _offset;
    private int _count;
    private int _limit = Bytes;
    private bool _disposed;

    public FileWindow(IDisk disk)
    {
        _disk = disk;
        _buffer = Kept.TryTake(out var kept) ? kept : GC.AllocateUninitializedArray<byte>(Bytes, pinned: true);
        _start = (byte*)Unsafe.AsPointer(ref _buffer[0]);
    }

    /// <summary>Length of the open file.</summary>
    public long Length { get; private set; }

    /// <summary>Turns to another file. Reads at most <paramref name="bytesMax"/> at a time, where little of it is wanted.</summary>
    public void Open(string path, int bytesMax = Bytes)
    {
        _limit = bytesMax;
        _file?.Dispose();
        _file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        Length = RandomAccess.GetLength(_file);
        Forget();
    }

    /// <summary>Drops what was read, so that bytes written since are seen.</summary>
    public void Forget() => _count = 0;

    /// <summary>Whether the file has something other than zeros at an offset now, whatever was read before.</summary>
    public bool HasBytesAt(long offset)
    {
        ulong word = 0;
        _ = _disk.Read(_file!, new Span<byte>(&word, sizeof(ulong)), offset);
        return word != 0;
    }

    /// <summary>
    /// The bytes at an offset, at most 1 MiB of them, until the next call; null where the file ends before.
    /// </summary>
    public byte* At(long offset, int count)
    {
        if (offset < _offset || offset + count > _offset + _count)
        {
            Fill(offset);
        }

        return count <= _count - (offset - _offset) ? _start + (offset - _offset) : null;
    }

    /// <summary>
    /// The offset after the last byte from <paramref name="from"/> on that is not zero; that itself if none.
    /// </summary>
    public long EndOfNonZero(long from)
    {
        var end = from;
        for (var offset = from; offset < Length; offset += _count)
        {
            Fill(offset);
            if (_count == 0)
            {
                break;
            }

            var last = new ReadOnlySpan<byte>(_start, _count).LastIndexOfAnyExcept((byte)0);
            end = last < 0 ? end : offset + last + 1;
        }

        return end;
    }

    /// <summary>Closes the file. What <see cref="At"/> gave is not to be read any more.</summary>
    public void Dispose()
    {
        _file?.Dispose();
        Forget();
        if (!_disposed && Kept.Count < KeptBuffersMax)
        {
            Kept.Add(_buffer);
        }

        _disposed = true;
    }

    private void Fill(long offset)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        _offset = offset;
        _count = 0;
        while (_count < _limit)
        {
            var read = _disk.Read(_file!, _buffer.AsSpan(_count, _limit - _count), offset + _count);
            if (read == 0)
            {
                return;
            }

            _count += read;
        }
    }
}
