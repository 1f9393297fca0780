using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Chronos.Weex.Wire;

/// <summary>
/// The venue's signature: base64 of HMAC-SHA256 over time, method, request target and body, with nothing between them.
/// The target and the body are signed byte for byte as they are sent.
/// </summary>
internal static class WeexSignature
{
    // A signature takes 44 characters, a time at most 20 digits; orders fit the stack, logs and lists of ids may not.
    private const int StackBytes = 1024;
    private const int FixedBytes = 32;

    /// <summary>Signature of a REST request.</summary>
    /// <param name="credentials">Whose.</param>
    /// <param name="timeMillis">The value of the timestamp header.</param>
    /// <param name="method">In capitals.</param>
    /// <param name="target">Path, with <c>?</c> and the query where there is one, as sent. ASCII.</param>
    /// <param name="body">As sent; empty where there is none.</param>
    public static string OfRequest(
        WeexCredentials credentials, long timeMillis, string method, string target, ReadOnlySpan<byte> body)
    {
        var length = FixedBytes + method.Length + target.Length + body.Length;
        var rented = length > StackBytes ? ArrayPool<byte>.Shared.Rent(length) : null;
        Span<byte> prehash = rented ?? stackalloc byte[StackBytes];
        try
        {
            Utf8Formatter.TryFormat(timeMillis, prehash, out var at);
            at += Ascii(method, prehash[at..]);
            at += Ascii(target, prehash[at..]);
            body.CopyTo(prehash[at..]);
            return Sign(credentials, prehash[..(at + body.Length)]);
        }
        finally
        {
            if (rented is not null)
            {
                ArrayPool<byte>.Shared.Return(rented);
            }
        }
    }

    /// <summary>Signature of the handshake of a private socket: no method, no body.</summary>
    public static string OfHandshake(WeexCredentials credentials, long timeMillis, string path) =>
        OfRequest(credentials, timeMillis, "", path, default);

    private static string Sign(WeexCredentials credentials, ReadOnlySpan<byte> prehash)
    {
        Span<byte> mac = stackalloc byte[HMACSHA256.HashSizeInBytes];
        credentials.Sign(prehash, mac);
        return Convert.ToBase64String(mac);
    }

    private static int Ascii(string text, Span<byte> destination)
    {
        if (System.Text.Ascii.FromUtf16(text, destination, out var written) != OperationStatus.Done)
        {
            throw new ArgumentException("what is signed must be ASCII", nameof(text));
        }

        return written;
    }
}
