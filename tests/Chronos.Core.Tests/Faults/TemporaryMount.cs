using System.Globalization;

namespace Chronos.Core.Tests.Faults;

/// <summary>A file system of its own, unmounted at the end.</summary>
internal sealed class TemporaryMount : IDisposable
{
    private static readonly Lazy<string?> Missing = new(FindMissing);

    private TemporaryMount()
    {
    }

    /// <summary>Why nothing can be mounted here; null where it can.</summary>
    public static string? MissingReason => Missing.Value;

    public string Path { get; } = Directory.CreateTempSubdirectory("chronos-mount-").FullName;

    /// <summary>A file system in memory of so many bytes.</summary>
    public static TemporaryMount Memory(long bytes) => Mount("-t", "tmpfs", "-o", string.Create(CultureInfo.InvariantCulture, $"size={bytes}"), "tmpfs");

    /// <summary>The ext4 file system of an image.</summary>
    public static TemporaryMount Image(string image) => Mount("-o", "loop", image);

    /// <summary>Makes an image with an empty ext4 file system; only what is written takes space.</summary>
    public static void MakeImage(string path, long bytes)
    {
        using (var file = File.Create(path))
        {
            file.SetLength(bytes);
        }

        ChildProcess.Must("mkfs.ext4", "-q", "-F", path);
    }

    public void Resize(long bytes) =>
        ChildProcess.Must("mount", "-o", string.Create(CultureInfo.InvariantCulture, $"remount,size={bytes}"), Path);

    public void MakeReadOnly() => ChildProcess.Must("mount", "-o", "remount,ro", Path);

    /// <summary>Writes a file until there is no space left; its size.</summary>
    public long Fill(string name = "filler")
    {
        using var file = new FileStream(System.IO.Path.Combine(Path, name), FileMode.Create, FileAccess.Write, FileShare.None, 0);
        var block = new byte[4096];
        Array.Fill(block, (byte)0xFF);
        try
        {
            while (true)
            {
                file.Write(block);
            }
        }
        catch (IOException)
        {
            return file.Length;
        }
    }

    public void Dispose()
    {
        // Lazily: what a killed process still holds goes with it.
        ChildProcess.Must("umount", "-l", Path);
        Directory.Delete(Path);
    }

    private static TemporaryMount Mount(params string[] arguments)
    {
        var mount = new TemporaryMount();
        var end = ChildProcess.Run(["mount", .. arguments, mount.Path]);
        if (end.Code != 0)
        {
            Directory.Delete(mount.Path);
            throw new IOException($"mount {string.Join(' ', arguments)}: {end.Error.Trim()}");
        }

        return mount;
    }

    private static string? FindMissing()
    {
        var image = System.IO.Path.GetTempFileName();
        try
        {
            MakeImage(image, 4 << 20);
            using var memory = Memory(1 << 20);
            using var disk = Image(image);
            return null;
        }
        catch (Exception e) when (e is IOException or System.ComponentModel.Win32Exception or Xunit.Sdk.XunitException)
        {
            return "file systems cannot be mounted here: " + e.Message.ReplaceLineEndings(" ");
        }
        finally
        {
            File.Delete(image);
        }
    }
}
