using Microsoft.Win32.SafeHandles;

namespace Chronos.Core.Journal;

/// <summary>
/// Writes and syncs that report every failure by throwing: the seam at which tests make the disk fail.
/// </summary>
internal interface IDisk
{
    /// <summary>Writes all bytes at the offset.</summary>
    void Write(SafeFileHandle file, ReadOnlySpan<byte> bytes, long offset);

    /// <summary>Forces the file's data to the device; enough where neither size nor name changed.</summary>
    void SyncData(SafeFileHandle file);

    /// <summary>Forces data and metadata to the device.</summary>
    void SyncAll(SafeFileHandle file);

    /// <summary>Forces the names in a directory to the device.</summary>
    void SyncDirectory(string path);
}
