using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Chronos.Core.Journal.Proof;

/// <summary>
/// The two files of a checkpoint key: the private one (PKCS #8 in PEM), which only its owner may open, and beside it with
/// <see cref="PublicExtension"/> the public one, for whoever checks. Start-up and tools only.
/// </summary>
public static class CheckpointKeyFile
{
    /// <summary>What the public file's name ends with.</summary>
    public const string PublicExtension = ".pub";

    private const int FileBytesMax = 16 * 1024;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private const UnixFileMode GroupOrOther =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute |
        UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <summary>Makes a key: the private half in a new file, the public half in another new one beside it.</summary>
    /// <exception cref="CheckpointKeyException">One of the files exists already or cannot be made.</exception>
    public static void Create(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using var signer = CheckpointSigner.Create();
        var pem = signer.ExportPrivatePem();
        var bytes = new byte[pem.Length + 1];
        try
        {
            bytes[Encoding.ASCII.GetBytes(pem, bytes)] = (byte)'\n';
            WriteNew(path, bytes, OwnerOnly);
            try
            {
                WriteNew(
                    path + PublicExtension, Encoding.ASCII.GetBytes(signer.ExportPublicPem() + "\n"),
                    OwnerOnly | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
            }
            catch (CheckpointKeyException)
            {
                File.Delete(path);
                throw;
            }
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
            CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(pem.AsSpan()));
        }
    }

    /// <summary>Reads a public key.</summary>
    /// <exception cref="CheckpointKeyException">The file is missing, unreadable, or holds something else.</exception>
    public static CheckpointKey ReadPublic(string path) =>
        CheckpointKey.FromPem(Encoding.ASCII.GetString(Read(path, isSecret: false)), path);

    /// <summary>Reads a private key from a file that is open to its owner alone. Not on Windows, where that cannot be judged this way.</summary>
    internal static CheckpointSigner ReadPrivate(string path)
    {
        var bytes = Read(path, isSecret: true);
        var text = new char[bytes.Length];
        var key = ECDsa.Create();
        try
        {
            Encoding.ASCII.GetChars(bytes, text);
            if (!PemEncoding.TryFind(text, out var fields) || !text.AsSpan()[fields.Label].SequenceEqual("PRIVATE KEY"))
            {
                throw new CheckpointKeyException($"{path}: holds no private key in PEM form");
            }

            key.ImportFromPem(text);
            return CheckpointKey.IsOfCurve(key)
                ? new CheckpointSigner(key)
                : throw new CheckpointKeyException($"{path}: is not a key of the curve P-256");
        }
        catch (Exception e)
        {
            key.Dispose();
            throw e is CryptographicException or ArgumentException
                ? new CheckpointKeyException($"{path}: is not a private key of the curve P-256", e)
                : e;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
            CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(text.AsSpan()));
        }
    }

    private static byte[] Read(string path, bool isSecret)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            using var file = File.OpenHandle(path);
            if (isSecret)
            {
                RefuseIfOpenToOthers(path, file);
            }

            var length = RandomAccess.GetLength(file);
            if (length > FileBytesMax)
            {
                throw new CheckpointKeyException($"{path}: has more than {FileBytesMax} bytes");
            }

            var bytes = new byte[length];
            return RandomAccess.Read(file, bytes, 0) == length
                ? bytes
                : throw new CheckpointKeyException($"{path}: changed while it was read");
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new CheckpointKeyException($"{path}: no such file", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CheckpointKeyException($"{path}: cannot be read: {e.Message}", e);
        }
    }

    // Judged on the opened file, so that it cannot be exchanged between the check and the read.
    private static void RefuseIfOpenToOthers(string path, SafeFileHandle file)
    {
        if (OperatingSystem.IsWindows())
        {
            throw new PlatformNotSupportedException("Key files need Unix file permissions.");
        }

        var mode = File.GetUnixFileMode(file);
        if ((mode & GroupOrOther) != 0)
        {
            throw new CheckpointKeyException(
                $"{path}: is open to others than its owner ({mode & GroupOrOther}); give it mode 0600 or 0400");
        }
    }

    private static void WriteNew(string path, byte[] bytes, UnixFileMode mode)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            Share = FileShare.None,
            Options = FileOptions.WriteThrough,
            BufferSize = 0,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = mode;
        }

        try
        {
            using var file = new FileStream(path, options);
            file.Write(bytes);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CheckpointKeyException($"{path}: cannot be made: {e.Message}", e);
        }
    }
}
