using Microsoft.Win32.SafeHandles;

namespace Chronos.Core.Journal;

/// <summary>
/// What the journal does to a disk, every failure thrown: the seam at which tests make the disk fail.
/// </summary>
internal interface IDisk
{
    /// <summary>Reads at most so many bytes at the offset; 0 at the end of the file.</summary>
    int Read(SafeFileHandle file, Span<byte> bytes, long offset);

    /// <summary>Writes all bytes at the offset.</summary>
    void Write(SafeFileHandle file, ReadOnlySpan<byte> bytes, long offset);

    /// <summary>Forces the file's data to the device; enough where neither size nor name changed.</summary>
    void SyncData(SafeFileHandle file);

    /// <summary>Forces data and metadata to the device.</summary>
    void SyncAll(SafeFileHandle file);

    /// <summary>Renames a file, replacing one that has the new name. Lasting once the directory is synced.</summary>
    void Move(string from, string to);

    /// <summary>Deletes a file. Lasting once the directory is synced.</summary>
    void Delete(string path);

    /// <summary>Forces the names in a directory to the device.</summary>
    void SyncDirectory(string path);

    /// <summary>How many names an open file has; none once it has been deleted.</summary>
    int CountNames(SafeFileHandle file);
}
