using Microsoft.Win32.SafeHandles;

namespace Chronos.Core.Journal;

/// <summary>Notes whether it was a sync that failed: that is final, while a write that finds no space is not.</summary>
internal sealed class SyncWatch(IDisk disk) : IDisk
{
    /// <summary>Whether a sync has thrown.</summary>
    public bool SyncFailed { get; private set; }

    /// <inheritdoc />
    public int Read(SafeFileHandle file, Span<byte> bytes, long offset) => disk.Read(file, bytes, offset);

    /// <inheritdoc />
    public void Write(SafeFileHandle file, ReadOnlySpan<byte> bytes, long offset) => disk.Write(file, bytes, offset);

    /// <inheritdoc />
    public void SyncData(SafeFileHandle file)
    {
        SyncFailed = true;
        disk.SyncData(file);
        SyncFailed = false;
    }

    /// <inheritdoc />
    public void SyncAll(SafeFileHandle file)
    {
        SyncFailed = true;
        disk.SyncAll(file);
        SyncFailed = false;
    }

    /// <inheritdoc />
    public void Move(string from, string to) => disk.Move(from, to);

    /// <inheritdoc />
    public void Delete(string path) => disk.Delete(path);

    /// <inheritdoc />
    public void SyncDirectory(string path)
    {
        SyncFailed = true;
        disk.SyncDirectory(path);
        SyncFailed = false;
    }

    /// <inheritdoc />
    public int CountNames(SafeFileHandle file) => disk.CountNames(file);
}
