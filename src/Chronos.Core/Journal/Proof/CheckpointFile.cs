using System.Globalization;
using Microsoft.Win32.SafeHandles;

namespace Chronos.Core.Journal.Proof;

/// <summary>
/// The checkpoints of a journal, one behind the other in one file beside the segments. Each is synced before the next is
/// written, so that only the last can be torn; it is cut and made again. One thread.
/// </summary>
internal sealed class CheckpointFile : IDisposable
{
    private readonly FileStream _file;
    private readonly IDisk _disk;
    private long _length;

    private CheckpointFile(FileStream file, IDisk disk, long length, Checkpoint? last)
    {
        _file = file;
        _disk = disk;
        _length = length;
        Last = last;
    }

    /// <summary>The last checkpoint; null while there is none.</summary>
    public Checkpoint? Last { get; private set; }

    /// <summary>Where the checkpoints of a journal stand.</summary>
    public static string PathIn(string directory) => Path.Combine(directory, JournalFiles.CheckpointsName);

    /// <summary>
    /// Opens the file for appending, made where there is none; a torn last checkpoint is cut. Other damage is refused with
    /// <see cref="JournalRefusedException"/>.
    /// </summary>
    public static CheckpointFile Open(string directory, IDisk disk)
    {
        var file = JournalFiles.Open(PathIn(directory), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        try
        {
            var (length, last) = FindEnd(file.SafeFileHandle, file.Name);
            if (file.Length != length)
            {
                file.SetLength(length);
            }

            disk.SyncAll(file.SafeFileHandle);
            disk.SyncDirectory(directory);
            return new CheckpointFile(file, disk, length, last);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>The last whole checkpoint of a journal; null where there is none. Throws as <see cref="Open"/>.</summary>
    public static Checkpoint? ReadLast(string directory)
    {
        var path = PathIn(directory);
        if (!File.Exists(path))
        {
            return null;
        }

        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        return FindEnd(file, path).Last;
    }

    /// <summary>The bytes of the checkpoint at a place, from 0; short or empty where the file ends.</summary>
    public static byte[] ReadAt(SafeFileHandle file, long place)
    {
        var bytes = new byte[Checkpoint.Bytes];
        var count = 0;
        while (count < bytes.Length)
        {
            var read = RandomAccess.Read(file, bytes.AsSpan(count), (place * Checkpoint.Bytes) + count);
            if (read == 0)
            {
                break;
            }

            count += read;
        }

        return bytes[..count];
    }

    /// <summary>Writes and syncs the next checkpoint. After an error it may be tried again: the same bytes are written over.</summary>
    public void Append(Checkpoint checkpoint)
    {
        _disk.Write(_file.SafeFileHandle, checkpoint.ToBytes(), _length);
        _disk.SyncData(_file.SafeFileHandle);
        _length += Checkpoint.Bytes;
        Last = checkpoint;
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => _file.Dispose();

    private static (long Length, Checkpoint? Last) FindEnd(SafeFileHandle file, string path)
    {
        var length = RandomAccess.GetLength(file);
        var count = length / Checkpoint.Bytes;
        var hasPart = length % Checkpoint.Bytes != 0;
        if (count == 0)
        {
            return (0, null);
        }

        var last = Parse(file, count);
        if (last is null && !hasPart)
        {
            // Space may have reached the disk before the bytes did.
            count--;
            last = count == 0 ? null : Parse(file, count);
        }

        return last is not null || count == 0 ? (count * Checkpoint.Bytes, last) : throw new JournalRefusedException(
            RecoveryVerdict.Corrupt,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{path} at byte {(count - 1) * Checkpoint.Bytes}: checkpoint {count} is damaged, and it is not the last"));
    }

    private static Checkpoint? Parse(SafeFileHandle file, long number) =>
        Checkpoint.TryParse(ReadAt(file, number - 1)) is { } checkpoint && checkpoint.Number == number ? checkpoint : null;
}
