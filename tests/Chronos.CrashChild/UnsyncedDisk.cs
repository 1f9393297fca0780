using Chronos.Core.Journal;
using Microsoft.Win32.SafeHandles;

namespace Chronos.CrashChild;

/// <summary>A negative control: a disk whose syncs say they are done and do nothing.</summary>
internal sealed class UnsyncedDisk : IDisk
{
    private readonly DiskSync _disk = new();

    public int Read(SafeFileHandle file, Span<byte> bytes, long offset) => _disk.Read(file, bytes, offset);

    public void Write(SafeFileHandle file, ReadOnlySpan<byte> bytes, long offset) => _disk.Write(file, bytes, offset);

    public void SyncData(SafeFileHandle file)
    {
    }

    public void SyncAll(SafeFileHandle file)
    {
    }

    public void Move(string from, string to) => _disk.Move(from, to);

    public void Delete(string path) => _disk.Delete(path);

    public int CountNames(SafeFileHandle file) => _disk.CountNames(file);

    public void SyncDirectory(string path)
    {
    }
}
