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

    private readonly IDisk _disk;
    private readonly byte[] _buffer = GC.AllocateUninitializedArray<byte>(Bytes, pinned: true);
    private readonly byte* _start;
    private SafeFileHandle? _file;
    private long _offset;
    private int _count;

    public FileWindow(IDisk disk)
    {
        _disk = disk;
        _start = (byte*)Unsafe.AsPointer(ref _buffer[0]);
    }

    /// <summary>Length of the open file.</summary>
    public long Length { get; private set; }

    /// <summary>Turns to another file.</summary>
    public void Open(string path)
    {
        _file?.Dispose();
        _file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        Length = RandomAccess.GetLength(_file);
        Forget();
    }

    /// <summary>Drops what was read, so that bytes written since are seen.</summary>
    public void Forget() => _count = 0;

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

    /// <summary>Closes the file.</summary>
    public void Dispose() => _file?.Dispose();

    private void Fill(long offset)
    {
        _offset = offset;
        _count = 0;
        while (_count < Bytes)
        {
            var read = _disk.Read(_file!, _buffer.AsSpan(_count), offset + _count);
            if (read == 0)
            {
                return;
            }

            _count += read;
        }
    }
}
