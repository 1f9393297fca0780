using Chronos.Core.Model;

namespace Chronos.Host;

/// <summary>Scopes as text: <c>global</c>, <c>venue:NAME</c>, <c>strategy:NAME</c>, <c>instrument:SYMBOL</c>.</summary>
internal static class ScopeName
{
    /// <summary>Reads a scope; whether the name exists is the engine's question.</summary>
    public static bool TryParse(string text, out ScopeKind kind, out string name)
    {
        var colon = text.IndexOf(':');
        name = colon < 0 ? "" : text[(colon + 1)..];
        kind = (colon < 0 ? text : text[..colon]) switch
        {
            "venue" => ScopeKind.Venue,
            "strategy" => ScopeKind.Strategy,
            "instrument" => ScopeKind.Instrument,
            _ => ScopeKind.Global,
        };
        return kind == ScopeKind.Global ? text == "global" : name.Length != 0;
    }

    /// <summary>The text of a scope.</summary>
    public static string Format(ScopeKind kind, string name) =>
        kind == ScopeKind.Global ? "global" : $"{kind.ToString().ToLowerInvariant()}:{name}";
}
