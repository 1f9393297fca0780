using System.Globalization;

namespace Chronos.Core.Journal;

/// <summary>Names and open modes of the journal's files; every file is its owner's only.</summary>
internal static class JournalFiles
{
    public const string SegmentPrefix = "segment-";
    public const string SparePrefix = "spare-";
    public const string Extension = ".cxj";
    public const string TemporaryExtension = ".tmp";
    public const string BrokenExtension = ".broken";
    public const string SnapshotPrefix = "snapshot-";
    public const string SnapshotExtension = ".cxs";
    public const string RetentionName = "retention.cxn";
    public const string ArchivedName = "archived";
    public const string EngineIdName = "engine.id";
    public const string LockName = "lock";
    public const string RepairSpareName = SparePrefix + "repair" + Extension;
    public const string RingName = "ring.cxr";
    public const string ReasonName = "failure.txt";
    public const string CheckpointsName = "checkpoints.cxc";

    private const UnixFileMode OwnerFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>File name of the segment that begins with this sequence; names sort as sequences do.</summary>
    public static string SegmentName(long firstSequence) =>
        string.Create(CultureInfo.InvariantCulture, $"{SegmentPrefix}{firstSequence:D20}{Extension}");

    /// <summary>File name of the snapshot taken after this sequence.</summary>
    public static string SnapshotName(long sequence) =>
        string.Create(CultureInfo.InvariantCulture, $"{SnapshotPrefix}{sequence:D20}{SnapshotExtension}");

    /// <summary>The sequence in the name of a snapshot; 0 where there is none.</summary>
    public static long SequenceOfSnapshot(string path) => long.TryParse(
        Path.GetFileNameWithoutExtension(path).AsSpan(SnapshotPrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)
        ? sequence
        : 0;

    /// <summary>All snapshots of a directory, the newest first.</summary>
    public static string[] Snapshots(string directory)
    {
        if (!Directory.Exists(directory))
        {
            return [];
        }

        var files = Directory.GetFiles(directory, SnapshotPrefix + "*" + SnapshotExtension);
        Array.Sort(files, (a, b) => string.CompareOrdinal(b, a));
        return files;
    }

    /// <summary>
    /// Writes a file so that its name always stands for whole and synced content: under a temporary name, synced, renamed,
    /// directory synced. What is left of a failed attempt is removed.
    /// </summary>
    public static void WriteWhole(string path, ReadOnlySpan<byte> bytes, IDisk disk)
    {
        var temporary = path + TemporaryExtension;
        try
        {
            using (var file = Open(temporary, FileMode.Create, FileAccess.Write, FileShare.None))
            {
                disk.Write(file.SafeFileHandle, bytes, 0);
                disk.SyncAll(file.SafeFileHandle);
            }

            disk.Move(temporary, path);
        }
        catch
        {
            disk.Delete(temporary);
            throw;
        }

        disk.SyncDirectory(Path.GetDirectoryName(path)!);
    }

    /// <summary>All segments of a directory, first sequence first.</summary>
    public static string[] Segments(string directory)
    {
        var files = Directory.GetFiles(directory, SegmentPrefix + "*" + Extension);
        Array.Sort(files, string.CompareOrdinal);
        return files;
    }

    /// <summary>The same without those that begin at or before a sequence up to which retention has removed all.</summary>
    public static string[] SegmentsAfter(string directory, long removedSequence) =>
        Array.FindAll(
            Segments(directory),
            path => string.CompareOrdinal(Path.GetFileName(path), SegmentName(removedSequence)) > 0);

    /// <summary>Creates the directory, open to its owner only, where it does not exist.</summary>
    public static void CreateDirectory(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, OwnerFile | UnixFileMode.UserExecute);
        }
    }

    /// <summary>
    /// Creates a directory in a place everybody may write to, and makes sure it is ours: changing the mode fails for
    /// all but the owner.
    /// </summary>
    public static void ClaimDirectory(string path)
    {
        CreateDirectory(path);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, OwnerFile | UnixFileMode.UserExecute);
        }
    }

    /// <summary>Opens a file unbuffered, created as its owner's only where <paramref name="mode"/> creates.</summary>
    public static FileStream Open(string path, FileMode mode, FileAccess access, FileShare share)
    {
        var options = new FileStreamOptions { Mode = mode, Access = access, Share = share, BufferSize = 0 };
        if (!OperatingSystem.IsWindows() && mode is not FileMode.Open)
        {
            options.UnixCreateMode = OwnerFile;
        }

        return new FileStream(path, options);
    }
}
