using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Win32.SafeHandles;

namespace Chronos.Weex.Wire;

/// <summary>
/// The file that holds the credentials: a JSON object with <c>key</c>, <c>secret</c> and <c>passphrase</c>, or lines
/// <c>WEEX_API_KEY=...</c>, <c>WEEX_API_SECRET=...</c>, <c>WEEX_API_PASSPHRASE=...</c> where <c>#</c> starts a comment
/// line. The file must be open to its owner alone. Start-up and tools only.
/// </summary>
public static class WeexCredentialsFile
{
    private const int FileBytesMax = 4096;

    private const UnixFileMode GroupOrOther =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute |
        UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <summary>Reads the credentials, which the caller owns.</summary>
    /// <exception cref="WeexCredentialsException">The file is missing, unreadable, open to others or malformed.</exception>
    /// <exception cref="PlatformNotSupportedException">Windows, where ownership cannot be judged this way.</exception>
    public static WeexCredentials Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using var file = Open(path);
        RefuseIfOpenToOthers(path, file);
        var content = GC.AllocateArray<byte>(FileBytesMax + 1, pinned: true);
        try
        {
            var length = ReadAll(path, file, content);
            return Parse(path, content.AsSpan(0, length));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(content);
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
            throw new WeexCredentialsException($"Credentials file '{path}' does not exist.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new WeexCredentialsException($"Credentials file '{path}' cannot be read: {e.Message}", e);
        }
    }

    // Judged on the opened file, so that it cannot be exchanged between the check and the read.
    private static void RefuseIfOpenToOthers(string path, SafeFileHandle file)
    {
        if (OperatingSystem.IsWindows())
        {
            throw new PlatformNotSupportedException("Credentials files need Unix file permissions.");
        }

        var others = File.GetUnixFileMode(file) & GroupOrOther;
        if (others != 0)
        {
            throw new WeexCredentialsException(
                $"Credentials file '{path}' is open to others than its owner ({others}); give it mode 0600 or 0400.");
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

        throw new WeexCredentialsException($"Credentials file '{path}' has more than {FileBytesMax} bytes.");
    }

    private static WeexCredentials Parse(string path, Span<byte> content)
    {
        // The three values, copied out so that escapes and quotes are gone; zeroed before this returns.
        var values = GC.AllocateArray<byte>(3 * FileBytesMax, pinned: true);
        Span<int> lengths = [-1, -1, -1];
        try
        {
            var trimmed = content.Trim(" \t\r\n"u8);
            var fault = !trimmed.IsEmpty && trimmed[0] == (byte)'{'
                ? ReadJson(trimmed, values, lengths)
                : ReadLines(content, values, lengths);
            if (fault is null && lengths.IndexOf(-1) is >= 0 and var missing)
            {
                fault = $"{Field(missing)} is missing";
            }

            if (fault is not null)
            {
                throw new WeexCredentialsException($"Credentials file '{path}': {fault}.");
            }

            return Make(path, values, lengths);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(values);
        }
    }

    private static WeexCredentials Make(string path, ReadOnlySpan<byte> values, ReadOnlySpan<int> lengths)
    {
        try
        {
            return new WeexCredentials(
                Encoding.UTF8.GetString(values[..lengths[0]]),
                values.Slice(FileBytesMax, lengths[1]),
                Encoding.UTF8.GetString(values.Slice(2 * FileBytesMax, lengths[2])));
        }
        catch (WeexCredentialsException e)
        {
            throw new WeexCredentialsException($"Credentials file '{path}': {e.Message}");
        }
    }

    private static string? ReadJson(ReadOnlySpan<byte> content, Span<byte> values, Span<int> lengths)
    {
        var reader = new Utf8JsonReader(content);
        try
        {
            reader.Read();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var field = reader.ValueTextEquals("key"u8) ? 0
                    : reader.ValueTextEquals("secret"u8) ? 1
                    : reader.ValueTextEquals("passphrase"u8) ? 2
                    : -1;
                reader.Read();
                if (field < 0)
                {
                    return $"only key, secret and passphrase are known (byte {reader.TokenStartIndex})";
                }

                if (lengths[field] >= 0 || reader.TokenType != JsonTokenType.String)
                {
                    return $"{Field(field)} must stand once, as a string";
                }

                lengths[field] = reader.CopyString(values.Slice(field * FileBytesMax, FileBytesMax));
            }

            return reader.TokenType == JsonTokenType.EndObject && !reader.Read() ? null : "more than one object";
        }
        catch (JsonException)
        {
            // The reader's own message may repeat a character of the secret.
            return $"is not JSON (byte {reader.TokenStartIndex})";
        }
    }

    private static string? ReadLines(ReadOnlySpan<byte> content, Span<byte> values, Span<int> lengths)
    {
        var number = 0;
        foreach (var range in content.Split((byte)'\n'))
        {
            number++;
            var line = content[range].Trim(" \t\r"u8);
            if (line.IsEmpty || line[0] == (byte)'#')
            {
                continue;
            }

            var equals = line.IndexOf((byte)'=');
            var name = equals < 0 ? default : line[..equals].TrimEnd(" \t"u8);
            var field = name.SequenceEqual("WEEX_API_KEY"u8) ? 0
                : name.SequenceEqual("WEEX_API_SECRET"u8) ? 1
                : name.SequenceEqual("WEEX_API_PASSPHRASE"u8) ? 2
                : -1;
            if (field < 0)
            {
                return $"line {number} is neither a comment nor one of {WeexCredentials.KeyVariable}, "
                    + $"{WeexCredentials.SecretVariable} and {WeexCredentials.PassphraseVariable}";
            }

            if (lengths[field] >= 0)
            {
                return $"{Field(field)} stands twice (line {number})";
            }

            var value = line[(equals + 1)..].Trim(" \t"u8);
            value.CopyTo(values[(field * FileBytesMax)..]);
            lengths[field] = value.Length;
        }

        return null;
    }

    private static string Field(int field) => field switch
    {
        0 => "key",
        1 => "secret",
        _ => "passphrase",
    };
}
