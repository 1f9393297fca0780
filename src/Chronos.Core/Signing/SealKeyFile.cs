using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Chronos.Core.Signing;

/// <summary>
/// The file that holds the seal keys, one <c>keyId:hex</c> to a line; <c>#</c> starts a comment. The first key is the
/// active one, a second is only verified. The file must be open to its owner alone. Start-up and tools only.
/// </summary>
/// <example><code>
/// # rotated in March
/// 2:5f1c...64 to 512 hex digits...
/// 1:9ab0...
/// </code></example>
public static class SealKeyFile
{
    private const int NewSecretBytes = 32;

    // Two of the longest keys with ample room for comments.
    private const int FileBytesMax = 16 * 1024;

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private const UnixFileMode GroupOrOther =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute |
        UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <summary>Reads the keys into a ring, which the caller owns.</summary>
    /// <exception cref="SealKeyFileException">
    /// The file is missing, unreadable, open to others than its owner, malformed, or holds no, too many or equal keys.
    /// </exception>
    /// <exception cref="PlatformNotSupportedException">Windows, where ownership cannot be judged this way.</exception>
    public static KeyRing Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using var file = Open(path);
        RefuseIfOpenToOthers(path, file);
        using var content = new SecretMemory(FileBytesMax + 1);
        var length = ReadAll(path, file, content.Bytes);
        return Parse(path, content.Bytes[..length]);
    }

    /// <summary>Writes a new random 32-byte key to a new file that only its owner may read.</summary>
    /// <exception cref="SealKeyFileException">The file exists already or cannot be created.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="keyId"/> is 0.</exception>
    /// <exception cref="PlatformNotSupportedException">Windows, where ownership cannot be set this way.</exception>
    public static void Create(string path, ushort keyId)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentOutOfRangeException.ThrowIfZero(keyId);
        Span<byte> secret = stackalloc byte[NewSecretBytes];
        Span<byte> hex = stackalloc byte[NewSecretBytes * 2];
        try
        {
            RandomNumberGenerator.Fill(secret);
            Convert.TryToHexStringLower(secret, hex, out _);
            WriteNew(path, keyId, hex);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secret);
            CryptographicOperations.ZeroMemory(hex);
        }
    }

    private static SafeFileHandle Open(string path)
    {
        try
        {
            return File.OpenHandle(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new SealKeyFileException($"Key file '{path}' does not exist.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SealKeyFileException($"Key file '{path}' cannot be read: {e.Message}", e);
        }
    }

    // Judged on the opened file, so that it cannot be exchanged between the check and the read.
    private static void RefuseIfOpenToOthers(string path, SafeFileHandle file)
    {
        if (OperatingSystem.IsWindows())
        {
            throw NeedsUnixPermissions();
        }

        var mode = File.GetUnixFileMode(file);
        if ((mode & GroupOrOther) != 0)
        {
            throw new SealKeyFileException(
                $"Key file '{path}' is open to others than its owner ({mode & GroupOrOther}); "
                + "give it mode 0600 or 0400.");
        }
    }

    private static int ReadAll(string path, SafeFileHandle file, Span<byte> content)
    {
        var length = 0;
        while (length < content.Length)
        {
            var read = RandomAccess.Read(file, content[length..], length);
            if (read == 0)
            {
                return length;
            }

            length += read;
        }

        throw new SealKeyFileException($"Key file '{path}' has more than {FileBytesMax} bytes.");
    }

    private static KeyRing Parse(string path, ReadOnlySpan<byte> content)
    {
        var keys = new List<SealKey>(KeyRing.KeysMax);
        try
        {
            var lineNumber = 0;
            foreach (var range in content.Split((byte)'\n'))
            {
                lineNumber++;
                if (SealKeyLine.Parse(content[range], out var fault) is { } key)
                {
                    fault = FindConflict(keys, key);
                    keys.Add(key);
                }

                if (fault is not null)
                {
                    throw new SealKeyFileException($"Key file '{path}', line {lineNumber}, {fault}.");
                }
            }

            return keys.Count > 0
                ? new KeyRing([.. keys])
                : throw new SealKeyFileException($"Key file '{path}' holds no key.");
        }
        catch
        {
            keys.ForEach(static key => key.Dispose());
            throw;
        }
    }

    private static string? FindConflict(List<SealKey> keys, SealKey key)
    {
        if (keys.Count == KeyRing.KeysMax)
        {
            return $"key: at most {KeyRing.KeysMax} keys are accepted";
        }

        if (keys.Exists(other => other.KeyId == key.KeyId))
        {
            return $"key id: {key.KeyId} is used twice";
        }

        return keys.Exists(other => other.HasSameSecret(key)) ? "secret: it is the same as another key's" : null;
    }

    private static void WriteNew(string path, ushort keyId, ReadOnlySpan<byte> hex)
    {
        using var file = OpenNew(path);
        try
        {
            file.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{keyId}:")));
            file.Write(hex);
            file.Write("\n"u8);
        }
        catch (IOException e)
        {
            File.Delete(path);
            throw new SealKeyFileException($"Key file '{path}' cannot be written: {e.Message}", e);
        }
    }

    private static FileStream OpenNew(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            throw NeedsUnixPermissions();
        }

        // Written through to the disk: a key that seals orders today must not be lost with the power.
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            Share = FileShare.None,
            Options = FileOptions.WriteThrough,
            BufferSize = 0,
            UnixCreateMode = OwnerOnly,
        };
        try
        {
            return new FileStream(path, options);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SealKeyFileException($"Key file '{path}' cannot be created: {e.Message}", e);
        }
    }

    private static PlatformNotSupportedException NeedsUnixPermissions() => new("Key files need Unix file permissions.");
}
