using Chronos.Core.Journal;
using Chronos.Core.Journal.Proof;
using Microsoft.Win32.SafeHandles;

namespace Chronos.Core.Tests.Journal.Proof;

/// <summary>A disk on which only what the size of a checkpoint is written, or synced next, fails.</summary>
internal sealed class CheckpointFault : IDisk
{
    [ThreadStatic]
    private static bool _wroteCheckpoint;

    private readonly DiskSync _disk = new();
    private volatile bool _failWrites;

    public bool FailWrites
    {
        get => _failWrites;
        set => _failWrites = value;
    }

    public bool FailSyncs { get; init; }

    public int Read(SafeFileHandle file, Span<byte> bytes, long offset) => _disk.Read(file, bytes, offset);

    public void Write(SafeFileHandle file, ReadOnlySpan<byte> bytes, long offset)
    {
        _wroteCheckpoint = bytes.Length == Checkpoint.Bytes;
        if (_wroteCheckpoint && _failWrites)
        {
            _disk.Write(file, bytes[..100], offset);
            throw new IOException("no space made up", 28);
        }

        _disk.Write(file, bytes, offset);
    }

    public void SyncData(SafeFileHandle file)
    {
        if (_wroteCheckpoint && FailSyncs)
        {
            throw new IOException("sync made to fail", 5);
        }

        _disk.SyncData(file);
    }

    public void SyncAll(SafeFileHandle file) => _disk.SyncAll(file);

    public void Move(string from, string to) => _disk.Move(from, to);

    public void Delete(string path) => _disk.Delete(path);

    public int CountNames(SafeFileHandle file) => _disk.CountNames(file);

    public void SyncDirectory(string path) => _disk.SyncDirectory(path);
}
