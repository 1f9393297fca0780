using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Chronos.Weex.Sandbox.Rest;

/// <summary>Finds out whose request it is, and refuses it otherwise.</summary>
internal sealed class Authenticator(Venue venue, int toleranceMillis)
{
    private readonly Dictionary<string, Account> _accounts = venue.Accounts.ToDictionary(a => a.Options.Key, StringComparer.Ordinal);

    /// <summary>The account of a signed REST request.</summary>
    public Account Rest(IHeaderDictionary headers, string method, string path, string query, byte[] body)
    {
        var (key, timestamp) = Begin(headers);
        if (method != "GET" && body.Length != 0 && !IsJson(headers.ContentType.ToString()))
        {
            throw new WireException(-1045, "Content-Type must be application/json.");
        }

        return Verify(headers, key, Signature.Prehash(timestamp, method, path, query), body);
    }

    /// <summary>The account of a socket's handshake; <paramref name="path"/> is without the product's prefix.</summary>
    public Account Socket(IHeaderDictionary headers, string path)
    {
        var (key, timestamp) = Begin(headers);
        return Verify(headers, key, timestamp + path, []);
    }

    private (string Key, string Timestamp) Begin(IHeaderDictionary headers)
    {
        var key = headers["ACCESS-KEY"].ToString();
        var timestamp = headers["ACCESS-TIMESTAMP"].ToString();
        if (key.Length == 0)
        {
            throw new WireException(-1040, "ACCESS_KEY is empty.");
        }

        if (headers["ACCESS-SIGN"].ToString().Length == 0)
        {
            throw new WireException(-1041, "ACCESS_SIGN is empty.");
        }

        if (timestamp.Length == 0)
        {
            throw new WireException(-1042, "ACCESS_TIMESTAMP is empty.");
        }

        if (!long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var millis))
        {
            throw new WireException(-1043, "Invalid ACCESS_TIMESTAMP.");
        }

        var late = (decimal)venue.Clock.ServerTime - millis;
        return Math.Abs(late) > toleranceMillis ? throw new WireException(-1046, "ACCESS_TIMESTAMP expired.") : (key, timestamp);
    }

    private Account Verify(IHeaderDictionary headers, string key, string text, byte[] body)
    {
        if (!_accounts.TryGetValue(key, out var account))
        {
            throw new WireException(-1044, "Invalid ACCESS_KEY.");
        }

        var passphrase = headers["ACCESS-PASSPHRASE"].ToString();
        if (!Signature.AreEqual(passphrase, account.Options.Passphrase))
        {
            throw new WireException(
                -1049, "API key or passphrase incorrect.", legacyCode: passphrase.Length == 0 ? "40011" : null);
        }

        return Signature.AreEqual(headers["ACCESS-SIGN"].ToString(), Signature.Of(account.Options.Secret, text, body))
            ? account
            : throw new WireException(-1047, "API verification failed: the signature does not match.");
    }

    private static bool IsJson(string type) => type.Split(';')[0].Trim().Equals("application/json", StringComparison.OrdinalIgnoreCase);
}
