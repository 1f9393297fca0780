using System.Security.Cryptography;
using System.Text;

namespace Chronos.Weex.Wire;

/// <summary>
/// What the venue identifies and trusts an account by: key, secret and passphrase. The secret lives in memory that the
/// collector never moves, only signs, and is zeroed by <see cref="Dispose"/>. Any thread may sign.
/// </summary>
public sealed class WeexCredentials : IDisposable
{
    /// <summary>Environment variable of the key.</summary>
    public const string KeyVariable = "WEEX_API_KEY";

    /// <summary>Environment variable of the secret.</summary>
    public const string SecretVariable = "WEEX_API_SECRET";

    /// <summary>Environment variable of the passphrase.</summary>
    public const string PassphraseVariable = "WEEX_API_PASSPHRASE";

    // Keys seen have about 40 characters; the bound keeps a wrong file from being taken for one.
    private const int TextBytesMax = 256;

    private readonly byte[] _secret;
    private volatile bool _disposed;

    /// <summary>Copies the three; the caller clears its own copy of the secret.</summary>
    /// <exception cref="WeexCredentialsException">A field is empty, too long or not visible ASCII.</exception>
    public WeexCredentials(string key, ReadOnlySpan<byte> secret, string passphrase)
    {
        Key = Checked(key, "key");
        Passphrase = Checked(passphrase, "passphrase");
        if (secret.IsEmpty || secret.Length > TextBytesMax || secret.ContainsAnyExceptInRange((byte)'!', (byte)'~'))
        {
            throw Refused("secret");
        }

        _secret = GC.AllocateUninitializedArray<byte>(secret.Length, pinned: true);
        secret.CopyTo(_secret);
    }

    internal string Key { get; }

    internal string Passphrase { get; }

    /// <summary>Reads the three from the environment.</summary>
    /// <exception cref="WeexCredentialsException">A variable is missing or malformed.</exception>
    public static WeexCredentials FromEnvironment() => FromVariables(Environment.GetEnvironmentVariable);

    /// <summary>Reads the three from a file that only its owner may read; see <see cref="WeexCredentialsFile"/>.</summary>
    /// <exception cref="WeexCredentialsException">The file is missing, open to others, or malformed.</exception>
    public static WeexCredentials FromFile(string path) => WeexCredentialsFile.Read(path);

    /// <summary>Zeroes the secret. Signing throws from here on.</summary>
    public void Dispose()
    {
        _disposed = true;
        CryptographicOperations.ZeroMemory(_secret);
    }

    /// <summary>Names the type alone.</summary>
    public override string ToString() => nameof(WeexCredentials);

    internal static WeexCredentials FromVariables(Func<string, string?> read)
    {
        var secret = Encoding.UTF8.GetBytes(Needed(SecretVariable));
        try
        {
            return new WeexCredentials(Needed(KeyVariable), secret, Needed(PassphraseVariable));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secret);
        }

        string Needed(string name) => read(name) is { Length: > 0 } value
            ? value
            : throw new WeexCredentialsException($"Environment variable {name} is not set.");
    }

    /// <summary>HMAC-SHA256 of the bytes under the secret.</summary>
    internal void Sign(ReadOnlySpan<byte> message, Span<byte> mac)
    {
        HMACSHA256.HashData(_secret, message, mac);

        // Judged after hashing: a secret that was zeroed meanwhile must not have signed anything.
        ObjectDisposedException.ThrowIf(_disposed, this);
    }

    private static string Checked(string value, string field) =>
        string.IsNullOrEmpty(value) || value.Length > TextBytesMax || value.AsSpan().ContainsAnyExceptInRange('!', '~')
            ? throw Refused(field)
            : value;

    private static WeexCredentialsException Refused(string field) =>
        new($"Credentials: {field} must be 1 to {TextBytesMax} visible ASCII characters.");
}
