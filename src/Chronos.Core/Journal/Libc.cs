using System.Runtime.InteropServices;

namespace Chronos.Core.Journal;

/// <summary>The C library calls the class library lacks or, for syncing, answers wrongly for.</summary>
internal static partial class Libc
{
    public const int InterruptedError = 4;
    public const int InvalidArgumentError = 22;
    public const int FileTooLargeError = 27;
    public const int OpenReadOnly = 0;
    public const int OpenCloseOnExec = 0x80000;
    public const int SeekHole = 4;
    private const int StatusOfTheFileItself = 0x1000;
    private const uint StatusLinks = 0x4;

    /// <summary>The flag that makes open refuse anything but a directory; its value depends on the processor.</summary>
    public static int OpenDirectory =>
        RuntimeInformation.ProcessArchitecture is Architecture.Arm64 or Architecture.Arm ? 0x4000 : 0x10000;

    [LibraryImport("libc", EntryPoint = "fdatasync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int SyncData(SafeHandle file);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int SyncAll(SafeHandle file);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int SyncAll(int file);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int Close(int file);

    [LibraryImport("libc", EntryPoint = "lseek", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial long Seek(SafeHandle file, long offset, int whence);

    /// <summary>The number of names of an open file; false with the last error set where it cannot be told.</summary>
    public static unsafe bool TryCountNames(SafeHandle file, out int count)
    {
        // struct statx is the same on every processor; the number of links stands at byte 16.
        var status = stackalloc byte[256];
        var answer = Status(file, "", StatusOfTheFileItself, StatusLinks, status);
        count = answer == 0 ? checked((int)*(uint*)(status + 16)) : 0;
        return answer == 0;
    }

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static unsafe partial int Status(SafeHandle file, string path, int flags, uint fields, byte* status);

    [LibraryImport("libc", EntryPoint = "setpriority", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int SetPriority(int which, int who, int niceness);

    [LibraryImport("libc", EntryPoint = "usleep", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int SleepMicros(uint micros);
}
