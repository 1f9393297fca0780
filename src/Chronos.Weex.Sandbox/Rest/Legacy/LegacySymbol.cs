namespace Chronos.Weex.Sandbox.Rest.Legacy;

/// <summary>Symbols of contract v2: <c>cmt_btcusdt</c> is <c>BTCUSDT</c>.</summary>
internal static class LegacySymbol
{
    private const string Prefix = "cmt_";

    /// <summary>The plain symbol; null when the form is another.</summary>
    public static string? ToPlain(string symbol) =>
        symbol.StartsWith(Prefix, StringComparison.Ordinal) && !symbol.Any(char.IsUpper) ? symbol[Prefix.Length..].ToUpperInvariant() : null;

    public static string Of(string plain) => Prefix + string.Concat(plain.Select(char.ToLowerInvariant));
}
