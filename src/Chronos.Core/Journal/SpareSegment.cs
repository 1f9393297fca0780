using Microsoft.Win32.SafeHandles;

namespace Chronos.Core.Journal;

/// <summary>
/// A file of zeros that later becomes a segment. Zeros are written, not merely reserved, so that no later write to it
/// can run out of space and no data sync has to change metadata.
/// </summary>
internal sealed class SpareSegment(string path, FileStream file) : IDisposable
{
    private const int ZeroChunkBytes = 1024 * 1024;

    /// <summary>Where it stands now.</summary>
    public string Path { get; } = path;

    /// <summary>Open for writing, so that taking it needs no new descriptor.</summary>
    public SafeFileHandle Handle => file.SafeFileHandle;

    /// <summary>
    /// Writes zeros under a temporary name, syncs, renames to <paramref name="path"/>, syncs the directory.
    /// </summary>
    public static SpareSegment Create(string path, long segmentBytes, IDisk disk)
    {
        var temporary = path + JournalFiles.TemporaryExtension;
        FileStream? file = null;
        try
        {
            file = JournalFiles.Open(temporary, FileMode.Create, FileAccess.ReadWrite, FileShare.Read);
            var zeros = new byte[Math.Min(segmentBytes, ZeroChunkBytes)];
            for (long offset = 0; offset < segmentBytes; offset += zeros.Length)
            {
                var count = (int)Math.Min(zeros.Length, segmentBytes - offset);
                disk.Write(file.SafeFileHandle, zeros.AsSpan(0, count), offset);
            }
        }
        catch
        {
            // A half-made spare would keep a full disk full.
            file?.Dispose();
            disk.Delete(temporary);
            throw;
        }

        disk.SyncAll(file.SafeFileHandle);
        disk.Move(temporary, path);
        disk.SyncDirectory(System.IO.Path.GetDirectoryName(path)!);
        return new SpareSegment(path, file);
    }

    /// <summary>
    /// Takes over a spare an earlier run left, or null (and the file is deleted) unless it is of the right size,
    /// without holes, and zero throughout.
    /// </summary>
    public static SpareSegment? TryAdopt(string path, long segmentBytes, IDisk disk)
    {
        var file = JournalFiles.Open(path, FileMode.Open, FileAccess.ReadWrite, FileShare.Read);
        if (file.Length == segmentBytes
            && Libc.Seek(file.SafeFileHandle, 0, Libc.SeekHole) == segmentBytes
            && IsZero(file.SafeFileHandle, segmentBytes, disk))
        {
            return new SpareSegment(path, file);
        }

        file.Dispose();
        disk.Delete(path);
        return null;
    }

    /// <summary>Closes the file; it stays a spare.</summary>
    public void Dispose() => file.Dispose();

    private static bool IsZero(SafeFileHandle file, long segmentBytes, IDisk disk)
    {
        var chunk = new byte[Math.Min(segmentBytes, ZeroChunkBytes)];
        for (long offset = 0; offset < segmentBytes; offset += chunk.Length)
        {
            var read = disk.Read(file, chunk, offset);
            if (read == 0 || chunk.AsSpan(0, read).ContainsAnyExcept((byte)0))
            {
                return false;
            }

            if (read < chunk.Length && offset + read < segmentBytes)
            {
                return false;
            }
        }

        return true;
    }
}
