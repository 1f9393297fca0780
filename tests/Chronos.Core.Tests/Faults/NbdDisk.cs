namespace Chronos.Core.Tests.Faults;

/// <summary>
/// An ext4 file system on a block device of nbdkit, seen as a file by nbdfuse: a device whose reads or writes can be made
/// to fail, and that can be made to stand still, beneath a file system that knows nothing of it.
/// </summary>
internal sealed class NbdDisk : IDisposable
{
    private const int ReadyMillisMax = 10_000;

    private static readonly Lazy<string?> Missing = new(FindMissing);

    private readonly string _root;
    private readonly string _image;
    private ChildProcess? _server;
    private ChildProcess? _fuse;
    private TemporaryMount? _mount;

    public NbdDisk(long bytes)
    {
        _root = Directory.CreateTempSubdirectory("chronos-nbd-").FullName;
        _image = Path.Combine(_root, "image");
        try
        {
            TemporaryMount.MakeImage(_image, bytes);
            Attach();
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Why there can be no such disk here; null where there can.</summary>
    public static string? MissingReason => Missing.Value;

    public string MountPath => _mount!.Path;

    private string Device => Path.Combine(_root, "device");

    /// <summary>From now on the device's reads fail, or no longer.</summary>
    public void FailReads(bool fail) => Switch("fail-reads", fail);

    /// <summary>From now on the device's writes fail, or no longer.</summary>
    public void FailWrites(bool fail) => Switch("fail-writes", fail);

    /// <summary>The device answers nothing until <see cref="GoOn"/>.</summary>
    public void StandStill() => _server!.Signal("STOP");

    public void GoOn() => _server!.Signal("CONT");

    /// <summary>Taken off and put on again: nothing is left in any cache. Errors that were injected so far.</summary>
    public int Reattach()
    {
        var injected = Detach();
        Attach();
        return injected;
    }

    public void Dispose()
    {
        if (_mount is not null)
        {
            Detach();
        }
        else if (_fuse is not null)
        {
            // It never became a disk, or is one no more: whether its file is still mounted is not known.
            ChildProcess.Run(["umount", "-l", Device]);
        }

        _fuse?.Dispose();
        _server?.Dispose();
        Directory.Delete(_root, recursive: true);
    }

    private void Attach()
    {
        var socket = Path.Combine(_root, "socket");
        File.WriteAllText(Device, "");
        _server = ChildProcess.Begin(
            "nbdkit", "-f", "-U", socket, "--filter=error", "file", _image,
            "error-pread=EIO", "error-pread-rate=100%", "error-pread-file=" + Path.Combine(_root, "fail-reads"),
            "error-pwrite=EIO", "error-pwrite-rate=100%", "error-pwrite-file=" + Path.Combine(_root, "fail-writes"));
        WaitFor(() => File.Exists(socket));
        _fuse = ChildProcess.Begin("nbdfuse", Device, "--unix", socket);
        WaitFor(() => new FileInfo(Device).Length > 0);
        _mount = TemporaryMount.Image(Device);
    }

    private int Detach()
    {
        _mount!.Dispose();
        _mount = null;
        ChildProcess.Must("sh", "-c", $"for i in 1 2 3 4 5 6 7 8 9 10; do fusermount3 -u {Device} 2>/dev/null && exit 0; sleep 0.3; done; exec umount -l {Device}");
        _fuse!.WaitForEnd();
        _fuse.Dispose();
        _fuse = null;
        _server!.Signal("TERM");
        var said = _server.WaitForEnd().Error;
        _server.Dispose();
        _server = null;
        File.Delete(Path.Combine(_root, "socket"));
        return said.Split("injecting EIO error").Length - 1;
    }

    private void Switch(string name, bool on)
    {
        var path = Path.Combine(_root, name);
        if (on)
        {
            File.WriteAllText(path, "");
        }
        else
        {
            File.Delete(path);
        }
    }

    private void WaitFor(Func<bool> condition)
    {
        for (var millis = 0; !condition(); millis++)
        {
            if (millis > ReadyMillisMax || _server!.HasExited || _fuse is { HasExited: true })
            {
                var said = _server!.HasExited ? _server.WaitForEnd().Error : "it does not become ready";
                throw new IOException("nbdkit or nbdfuse: " + said);
            }

            Thread.Sleep(1);
        }
    }

    private static string? FindMissing()
    {
        if (TemporaryMount.MissingReason is { } reason)
        {
            return reason;
        }

        try
        {
            new NbdDisk(8 << 20).Dispose();
            return null;
        }
        catch (Exception e) when (e is IOException or System.ComponentModel.Win32Exception or Xunit.Sdk.XunitException)
        {
            return "there is no nbdkit with nbdfuse here: " + e.Message.ReplaceLineEndings(" ");
        }
    }
}
