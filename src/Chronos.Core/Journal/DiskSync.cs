using System.ComponentModel;
using System.IO.Pipes;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Chronos.Core.Journal;

/// <summary>
/// Syncs through our own calls, because the class library's return normally when a sync fails on Linux. A failed sync
/// is never repeated: the kernel reports it once and then forgets the lost pages.
/// </summary>
internal sealed class DiskSync : IDisk
{
    /// <inheritdoc />
    public int Read(SafeFileHandle file, Span<byte> bytes, long offset) => RandomAccess.Read(file, bytes, offset);

    /// <inheritdoc />
    public void Write(SafeFileHandle file, ReadOnlySpan<byte> bytes, long offset)
    {
        try
        {
            RandomAccess.Write(file, bytes, offset);
        }
        catch (ArgumentOutOfRangeException e)
        {
            // What the class library makes of "file too large", which a limit on file sizes answers.
            throw new IOException($"write failed: {e.Message} (error {Libc.FileTooLargeError})", Libc.FileTooLargeError);
        }
    }

    /// <inheritdoc />
    public void SyncData(SafeFileHandle file)
    {
#if CHRONOS_CONTROLS
        if (ControlChild.NegativeControl.IsWithoutSync)
        {
            return;
        }
#endif
        while (Libc.SyncData(file) != 0)
        {
            ThrowUnlessInterrupted("fdatasync");
        }
    }

    /// <inheritdoc />
    public void SyncAll(SafeFileHandle file)
    {
#if CHRONOS_CONTROLS
        if (ControlChild.NegativeControl.IsWithoutSync)
        {
            return;
        }
#endif
        while (Libc.SyncAll(file) != 0)
        {
            ThrowUnlessInterrupted("fsync");
        }
    }

    /// <inheritdoc />
    public void Move(string from, string to) => File.Move(from, to, overwrite: true);

    /// <inheritdoc />
    public void Delete(string path) => File.Delete(path);

    /// <inheritdoc />
    public void SyncDirectory(string path)
    {
#if CHRONOS_CONTROLS
        if (ControlChild.NegativeControl.IsWithoutSync)
        {
            return;
        }
#endif
        var directory = Libc.Open(path, Libc.OpenReadOnly | Libc.OpenDirectory | Libc.OpenCloseOnExec);
        if (directory < 0)
        {
            ThrowUnlessInterrupted($"open of directory {path}");
        }

        try
        {
            while (Libc.SyncAll(directory) != 0)
            {
                ThrowUnlessInterrupted($"fsync of directory {path}");
            }
        }
        finally
        {
            _ = Libc.Close(directory);
        }
    }

    /// <inheritdoc />
    public int CountNames(SafeFileHandle file)
    {
        while (true)
        {
            if (Libc.TryCountNames(file, out var count))
            {
                return count;
            }

            ThrowUnlessInterrupted("statx");
        }
    }

    /// <summary>
    /// Proves that errors are seen: a data sync of a pipe must report "invalid argument". Throws <see cref="IOException"/>
    /// otherwise; a journal must then refuse to start.
    /// </summary>
    public static void SelfTest()
    {
        using var pipe = new AnonymousPipeServerStream();
        var result = Libc.SyncData(pipe.SafePipeHandle);
        var error = Marshal.GetLastPInvokeError();
        if (result != -1 || error != Libc.InvalidArgumentError)
        {
            throw new IOException(
                $"Self-test: fdatasync on a pipe gave {result}, error {error}; it must fail with error "
                + $"{Libc.InvalidArgumentError}. Sync errors would go unseen here.");
        }
    }

    private static void ThrowUnlessInterrupted(string call)
    {
        var error = Marshal.GetLastPInvokeError();
        if (error != Libc.InterruptedError)
        {
            throw new IOException($"{call} failed: {new Win32Exception(error).Message} (error {error})", error);
        }
    }
}
