using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;

namespace Chronos.Core.Signing;

/// <summary>One line of a key file: <c>keyId:hex</c>, a comment, or nothing.</summary>
internal static class SealKeyLine
{
    /// <summary>
    /// The key on this line. Null without a fault when the line holds none, null with one, beginning with the name of
    /// the field, when the line is malformed. A fault never repeats what the line says.
    /// </summary>
    public static SealKey? Parse(ReadOnlySpan<byte> line, out string? fault)
    {
        var comment = line.IndexOf((byte)'#');
        var text = (comment < 0 ? line : line[..comment]).Trim(" \t\r"u8);
        fault = null;
        if (text.IsEmpty)
        {
            return null;
        }

        var separator = text.IndexOf((byte)':');
        if (separator < 0)
        {
            fault = "key: no ':' between key id and secret";
            return null;
        }

        var idText = text[..separator];
        if (!ushort.TryParse(idText, NumberStyles.None, CultureInfo.InvariantCulture, out var keyId) || keyId == 0)
        {
            fault = "key id: not a whole number from 1 to 65535";
            return null;
        }

        return ParseSecret(keyId, text[(separator + 1)..], out fault);
    }

    private static SealKey? ParseSecret(ushort keyId, ReadOnlySpan<byte> hex, out string? fault)
    {
        if (hex.Length > SealKey.SecretBytesMax * 2)
        {
            fault = $"secret: more than {SealKey.SecretBytesMax} bytes";
            return null;
        }

        Span<byte> buffer = stackalloc byte[SealKey.SecretBytesMax];
        try
        {
            if (Convert.FromHexString(hex, buffer, out _, out var length) != OperationStatus.Done)
            {
                fault = "secret: not pairs of hex digits";
                return null;
            }

            var secret = buffer[..length];
            fault = SealKey.FindFault(keyId, secret) is { } secretFault ? $"secret: {secretFault}" : null;
            return fault is null ? new SealKey(keyId, secret) : null;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(buffer);
        }
    }
}
