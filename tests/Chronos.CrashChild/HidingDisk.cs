using Chronos.Core.Journal;
using Microsoft.Win32.SafeHandles;

namespace Chronos.CrashChild;

/// <summary>A negative control: a disk that syncs and keeps to itself that it failed, as the class library does.</summary>
internal sealed class HidingDisk : IDisk
{
    private readonly DiskSync _disk = new();

    public int Read(SafeFileHandle file, Span<byte> bytes, long offset) => _disk.Read(file, bytes, offset);

    public void Write(SafeFileHandle file, ReadOnlySpan<byte> bytes, long offset) => _disk.Write(file, bytes, offset);

    public void SyncData(SafeFileHandle file) => Hide(() => _disk.SyncData(file));

    public void SyncAll(SafeFileHandle file) => Hide(() => _disk.SyncAll(file));

    public void Move(string from, string to) => _disk.Move(from, to);

    public void Delete(string path) => _disk.Delete(path);

    public int CountNames(SafeFileHandle file) => _disk.CountNames(file);

    public void SyncDirectory(string path) => Hide(() => _disk.SyncDirectory(path));

    private static void Hide(Action sync)
    {
        try
        {
            sync();
        }
        catch (IOException)
        {
            // This is what the row must find.
        }
    }
}
