using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using Chronos.Core.Signing;

namespace Chronos.Host.Cli;

/// <summary>An operator's or approver's key: one line of hex, 32 bytes or more, in a file open to its owner alone.</summary>
internal static class OperatorKeyFile
{
    private const int NewKeyBytes = 32;
    private const int KeyBytesMax = 256;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdefABCDEF");

    /// <summary>Writes a new random key; throws <see cref="SealKeyFileException"/> when the file cannot be made.</summary>
    public static void Create(string path)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            Share = FileShare.None,
            Options = FileOptions.WriteThrough,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        try
        {
            using var file = new FileStream(path, options);
            file.Write(Encoding.ASCII.GetBytes(RandomNumberGenerator.GetHexString(NewKeyBytes * 2, lowercase: true) + "\n"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SealKeyFileException($"Key file '{path}' cannot be created: {e.Message}", e);
        }
    }

    /// <summary>Reads a key; throws <see cref="SealKeyFileException"/> that never repeats what the file says.</summary>
    public static byte[] Read(string path)
    {
        var content = ReadText(path);
        var text = content.AsSpan().TrimEnd("\r\n");
        if (text.Length > KeyBytesMax * 2 || text.Length % 2 != 0 || text.ContainsAnyExcept(HexDigits))
        {
            throw new SealKeyFileException($"Key file '{path}' is not one line of pairs of hex digits.");
        }

        var key = Convert.FromHexString(text);
        return key.Length >= SealKey.SecretBytesMin
            ? key
            : throw new SealKeyFileException(
                $"Key file '{path}' has a key of {key.Length} bytes; at least {SealKey.SecretBytesMin} are needed.");
    }

    private static string ReadText(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read);
            if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(file.SafeFileHandle) & ~(OwnerOnly | UnixFileMode.UserExecute)) != 0)
            {
                throw new SealKeyFileException($"Key file '{path}' is open to others than its owner; give it mode 0600 or 0400.");
            }

            using var reader = new StreamReader(file, Encoding.ASCII);
            var text = new char[KeyBytesMax * 2 + 3];
            return new string(text, 0, reader.ReadBlock(text));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SealKeyFileException($"Key file '{path}' cannot be read: {e.Message}", e);
        }
    }
}
