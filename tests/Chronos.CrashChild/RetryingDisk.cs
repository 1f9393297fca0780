using Chronos.Core.Journal;
using Microsoft.Win32.SafeHandles;

namespace Chronos.CrashChild;

/// <summary>A negative control: a disk that tries a failed sync once more, which the kernel then calls a success.</summary>
internal sealed class RetryingDisk : IDisk
{
    private readonly DiskSync _disk = new();

    public int Read(SafeFileHandle file, Span<byte> bytes, long offset) => _disk.Read(file, bytes, offset);

    public void Write(SafeFileHandle file, ReadOnlySpan<byte> bytes, long offset) => _disk.Write(file, bytes, offset);

    public void SyncData(SafeFileHandle file) => Twice(() => _disk.SyncData(file));

    public void SyncAll(SafeFileHandle file) => Twice(() => _disk.SyncAll(file));

    public void Move(string from, string to) => _disk.Move(from, to);

    public void Delete(string path) => _disk.Delete(path);

    public int CountNames(SafeFileHandle file) => _disk.CountNames(file);

    public void SyncDirectory(string path) => Twice(() => _disk.SyncDirectory(path));

    private static void Twice(Action sync)
    {
        try
        {
            sync();
        }
        catch (IOException)
        {
            sync();
        }
    }
}
