using Chronos.Core.Journal;
using Microsoft.Win32.SafeHandles;

namespace Chronos.Core.Tests.Journal;

/// <summary>
/// A disk one of whose syncs fails as a kernel's does: once, and what it was to save is in memory only from then on, though
/// later syncs succeed. <see cref="CutPower"/> takes it out of memory, unless it was written again.
/// </summary>
internal sealed class LosingDisk : IDisk
{
    private readonly DiskSync _disk = new();
    private readonly List<(string Path, long Offset, byte[] Before)> _unsynced = [];
    private readonly List<(string Path, long Offset, byte[] Before)> _lost = [];
    private bool _armed;

    /// <summary>Which write is followed by the sync that fails; null for none.</summary>
    public Func<byte[], bool>? LosesWrite { get; set; }

    /// <summary>Whether a sync has failed.</summary>
    public bool HasLost { get; private set; }

    public int Read(SafeFileHandle file, Span<byte> bytes, long offset) => _disk.Read(file, bytes, offset);

    public void Write(SafeFileHandle file, ReadOnlySpan<byte> bytes, long offset)
    {
        var path = PathOf(file);
        if (path.EndsWith(JournalFiles.Extension, StringComparison.Ordinal))
        {
            Note(path, bytes, offset);
        }

        _disk.Write(file, bytes, offset);
    }

    public void SyncData(SafeFileHandle file) => Sync(file);

    public void SyncAll(SafeFileHandle file) => Sync(file);

    public void Move(string from, string to) => _disk.Move(from, to);

    public void Delete(string path) => _disk.Delete(path);

    public int CountNames(SafeFileHandle file) => _disk.CountNames(file);

    public void SyncDirectory(string path) => _disk.SyncDirectory(path);

    /// <summary>What no sync has saved is as it was before.</summary>
    public void CutPower()
    {
        foreach (var (path, offset, before) in Enumerable.Reverse(_lost))
        {
            using var file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite);
            RandomAccess.Write(file, before, offset);
        }
    }

    private void Note(string path, ReadOnlySpan<byte> bytes, long offset)
    {
        var before = new byte[bytes.Length];
        using (var reader = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite))
        {
            _ = RandomAccess.Read(reader, before, offset);
        }

        lock (_unsynced)
        {
            var end = offset + bytes.Length;
            _lost.RemoveAll(l => l.Path == path && l.Offset >= offset && l.Offset + l.Before.Length <= end);
            _unsynced.Add((path, offset, before));
            _armed |= LosesWrite?.Invoke(bytes.ToArray()) ?? false;
        }
    }

    private void Sync(SafeFileHandle file)
    {
        var path = PathOf(file);
        lock (_unsynced)
        {
            if (_armed)
            {
                _armed = false;
                LosesWrite = null;
                HasLost = true;
                _lost.AddRange(_unsynced.Where(w => w.Path == path));
                _unsynced.RemoveAll(w => w.Path == path);
                throw new IOException("sync made to fail", 5);
            }

            _unsynced.RemoveAll(w => w.Path == path);
        }
    }

    private static string PathOf(SafeFileHandle file) =>
        File.ResolveLinkTarget($"/proc/self/fd/{file.DangerousGetHandle()}", false)!.FullName;
}
