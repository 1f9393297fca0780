using System.Security.Cryptography;
using System.Text;

namespace Chronos.Weex.Sandbox.Rest;

/// <summary>The venue's request signature.</summary>
internal static class Signature
{
    /// <summary>Base64 of HMAC-SHA256 over text and the body's exact bytes.</summary>
    public static string Of(string secret, string text, ReadOnlySpan<byte> body = default)
    {
        var head = Encoding.UTF8.GetBytes(text);
        var message = new byte[head.Length + body.Length];
        head.CopyTo(message, 0);
        body.CopyTo(message.AsSpan(head.Length));
        return Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), message));
    }

    /// <summary>What is signed before the body: time, method, path and query as sent.</summary>
    public static string Prehash(string timestamp, string method, string path, string query) =>
        timestamp + method + path + (query.Length == 0 ? "" : "?" + query);

    /// <summary>Compares in a time that does not depend on where two texts differ.</summary>
    public static bool AreEqual(string a, string b) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(a), Encoding.UTF8.GetBytes(b));
}
