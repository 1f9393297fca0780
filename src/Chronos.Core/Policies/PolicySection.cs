using System.Globalization;
using System.Text.Json;
using Chronos.Core.Model;

namespace Chronos.Core.Policies;

/// <summary>
/// One object of a policy file, read key by key as the catalog says. A value that is missing or wrong is reported once and
/// read as null, which no later check objects to again.
/// </summary>
internal sealed class PolicySection
{
    public const int NameLengthMax = 32;

    private const long NanosPerMicro = 1_000;
    private const long NanosPerMilli = 1_000_000;
    private const long NanosPerMinute = 60_000_000_000;
    private const long NanosPerTick = 100;
    private const long UnitsPerPpm = FixedPoint.Scale / 1_000_000;
    private const string NoneWord = "none";

    private readonly PolicyErrors _errors;
    private readonly PolicyNode _node;
    private readonly Dictionary<string, PolicyKey> _keys = [];
    private readonly Dictionary<string, PolicyNode> _values = [];
    private readonly Dictionary<string, long?> _read = [];

    /// <summary>An object of a section of the catalog; <paramref name="allOptional"/> for one that only tightens.</summary>
    public PolicySection(PolicyNode node, string section, PolicyErrors errors, bool allOptional = false)
    {
        _node = node;
        _errors = errors;
        if (node.Type != JsonTokenType.StartObject)
        {
            errors.Add(node, "must be an object");
            return;
        }

        foreach (var key in PolicyCatalog.Of(section))
        {
            _keys.Add(key.Name, key);
        }

        foreach (var child in node.Children)
        {
            if (_keys.ContainsKey(child.Key))
            {
                _values.Add(child.Key, child);
            }
            else
            {
                errors.Add(child, "is not a key of a policy");
            }
        }

        foreach (var key in _keys.Values)
        {
            if (!key.Optional && !allOptional && !_values.ContainsKey(key.Name))
            {
                errors.Add(node.Line, node.PathOf(key.Name), "is missing");
            }
        }
    }

    /// <summary>Path of the object.</summary>
    public string Path => _node.Path;

    /// <summary>Whether the object has the key.</summary>
    public bool Has(string key) => _values.ContainsKey(key);

    /// <summary>Reports the value of a key.</summary>
    public void Refuse(string key, string what)
    {
        if (_values.TryGetValue(key, out var node))
        {
            _errors.Add(node, what);
        }
    }

    /// <summary>The object under a key.</summary>
    public PolicySection? Section(string key, string section, bool allOptional = false) =>
        _values.TryGetValue(key, out var node) ? new PolicySection(node, section, _errors, allOptional) : null;

    /// <summary>The objects of the list under a key; none when it is missing or no list.</summary>
    public List<PolicySection> Sections(string key, string section) =>
        [.. Elements(key).Select(child => new PolicySection(child, section, _errors))];

    /// <summary>The text under a key, unless it is missing or wrong; reports nothing.</summary>
    public string? Peek(string key) =>
        _values.TryGetValue(key, out var node) && node is { Type: JsonTokenType.String, Escaped: false } ? node.Text : null;

    /// <summary>The text under a key, <paramref name="otherwise"/> being the error when it is no string.</summary>
    public string? Text(string key, string otherwise) =>
        _values.TryGetValue(key, out var node) ? TextOf(node, otherwise) : null;

    /// <summary>A name.</summary>
    public string? Name(string key) => _values.TryGetValue(key, out var node) ? NameOf(node) : null;

    /// <summary>The names of a list, each once.</summary>
    public List<string> Names(string key)
    {
        var names = new List<string>();
        foreach (var node in Elements(key))
        {
            if (NameOf(node) is { } name)
            {
                if (names.Contains(name))
                {
                    _errors.Add(node, $"{PolicyNode.Quoted(name)} stands twice");
                }

                names.Add(name);
            }
        }

        return names;
    }

    /// <summary>true or false; false when it is missing or wrong.</summary>
    public bool Flag(string key)
    {
        if (!_values.TryGetValue(key, out var node))
        {
            return false;
        }

        if (node.Type is not (JsonTokenType.True or JsonTokenType.False))
        {
            Refuse(key, "must be true or false");
            return false;
        }

        return node.Type == JsonTokenType.True;
    }

    /// <summary>Bits of the words of a list: bit n for the n-th word of the key; 0 when it is missing or wrong.</summary>
    public int Choices(string key)
    {
        var bits = 0;
        foreach (var node in Elements(key))
        {
            if (WordOf(node, _keys[key]) is { } word)
            {
                bits |= 1 << word;
            }
        }

        return bits;
    }

    /// <summary>The value of a key in the unit the engine counts in; 0 when it is missing or wrong.</summary>
    public long Value(string key) => OptionalValue(key) ?? 0;

    /// <summary>The value of a key in the unit the engine counts in; null when it is missing or wrong.</summary>
    public long? OptionalValue(string key)
    {
        if (!_values.TryGetValue(key, out var node))
        {
            return null;
        }

        if (!_read.TryGetValue(key, out var value))
        {
            value = Single(key, node);
            _read.Add(key, value);
        }

        return value;
    }

    private long? Single(string key, PolicyNode node)
    {
        var spec = _keys[key];
        if (spec.MayBeNone && node is { Type: JsonTokenType.String, Text: NoneWord })
        {
            return MandateTerms.None;
        }

        return spec.Kind switch
        {
            PolicyKind.Count or PolicyKind.Bps or PolicyKind.Percent => Whole(node, spec),
            PolicyKind.Millis => Whole(node, spec) * NanosPerMilli,
            PolicyKind.Micros => Whole(node, spec) * NanosPerMicro,
            PolicyKind.Fraction => Fraction(node, spec),
            PolicyKind.Step or PolicyKind.PriceStep => AboveZero(node),
            PolicyKind.Quantity => AtMost(node, Bounds.QuantityUnitsMax),
            PolicyKind.Notional => AtMost(node, long.MaxValue),
            PolicyKind.Instant => Instant(node),
            PolicyKind.TimeOfDay => TimeOfDay(node),
            PolicyKind.Choice => WordOf(node, spec),
            _ => throw new InvalidOperationException($"{key} has no single value"),
        };
    }

    private List<PolicyNode> Elements(string key)
    {
        if (!_values.TryGetValue(key, out var node))
        {
            return [];
        }

        if (node.Type != JsonTokenType.StartArray)
        {
            _errors.Add(node, "must be a list");
            return [];
        }

        if (node.Children.Count == 0 && !_keys[key].MayBeEmpty)
        {
            _errors.Add(node, "must not be empty");
        }

        return node.Children;
    }

    private string? TextOf(PolicyNode node, string otherwise)
    {
        if (node.Type != JsonTokenType.String)
        {
            _errors.Add(node, otherwise);
            return null;
        }

        if (node.Escaped)
        {
            _errors.Add(node, "must be written without escapes");
            return null;
        }

        return node.Text;
    }

    private string? NameOf(PolicyNode node)
    {
        if (TextOf(node, "must be a string") is not { } text)
        {
            return null;
        }

        if (text.Length is 0 or > NameLengthMax || !text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.'))
        {
            _errors.Add(node, $"{PolicyNode.Quoted(text)} is not a name: 1 to {NameLengthMax} of A-Z a-z 0-9 - _ .");
        }

        return text;
    }

    private int? WordOf(PolicyNode node, PolicyKey spec)
    {
        if (TextOf(node, "must be a string") is not { } text)
        {
            return null;
        }

        var place = Array.IndexOf(spec.Words, text);
        if (place < 0)
        {
            _errors.Add(node, $"{PolicyNode.Quoted(text)} is none of {string.Join(", ", spec.Words)}");
            return null;
        }

        return place;
    }

    private long? Whole(PolicyNode node, PolicyKey spec)
    {
        if (node.Type != JsonTokenType.Number)
        {
            return Refused(node, "must be a whole number, not in quotes");
        }

        if (node.Text.AsSpan().ContainsAny('.', 'e', 'E'))
        {
            return Refused(node, $"{PolicyNode.Quoted(node.Text)} is not a whole number");
        }

        return long.TryParse(node.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            && value >= spec.Min && value <= spec.Max
            ? value
            : Refused(node, $"{PolicyNode.Quoted(node.Text)} is outside {Plain(spec.Min)} to {Plain(spec.Max)}");
    }

    private long? Fraction(PolicyNode node, PolicyKey spec)
    {
        if (Decimal(node) is not { } units)
        {
            return null;
        }

        var min = spec.Min * UnitsPerPpm;
        var max = spec.Max * UnitsPerPpm;
        if (units < min || units > max)
        {
            return Refused(node, $"must be \"{FixedPoint.Format(min)}\" to \"{FixedPoint.Format(max)}\"");
        }

        return units % UnitsPerPpm == 0 ? units / UnitsPerPpm : Refused(node, "has more than 6 decimals");
    }

    private long? AboveZero(PolicyNode node) => Decimal(node) is not { } units ? null
        : units > 0 ? units
        : Refused(node, "must be above 0");

    private long? AtMost(PolicyNode node, long max) => Decimal(node) is not { } units ? null
        : units < 0 ? Refused(node, "must not be below 0")
        : units <= max ? units
        : Refused(node, $"must not be above {FixedPoint.Format(max)}");

    private long? Instant(PolicyNode node)
    {
        const string Form = "yyyy-MM-dd'T'HH:mm:ss'Z'";
        if (TextOf(node, "must be a time, written as a string") is not { } text)
        {
            return null;
        }

        return DateTime.TryParseExact(
                text, Form, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            && time.Year is >= 2000 and < 2200
            ? (time - DateTime.UnixEpoch).Ticks * NanosPerTick
            : Refused(node, $"{PolicyNode.Quoted(text)} is not a time in UTC from 2000 to 2199 like 2026-01-31T22:00:00Z");
    }

    private long? TimeOfDay(PolicyNode node)
    {
        if (TextOf(node, "must be a time of day, written as a string") is not { } text)
        {
            return null;
        }

        if (text.Length == 5 && text[2] == ':'
            && int.TryParse(text.AsSpan(0, 2), NumberStyles.None, CultureInfo.InvariantCulture, out var hours)
            && int.TryParse(text.AsSpan(3, 2), NumberStyles.None, CultureInfo.InvariantCulture, out var minutes)
            && minutes < 60 && hours * 60 + minutes <= 24 * 60)
        {
            return (hours * 60 + minutes) * NanosPerMinute;
        }

        return Refused(node, $"{PolicyNode.Quoted(text)} is not a time of day from 00:00 to 24:00");
    }

    private long? Decimal(PolicyNode node)
    {
        if (node.Type == JsonTokenType.Number)
        {
            return Refused(node, "must not be a JSON number: write it as a string");
        }

        if (TextOf(node, "must be a decimal number, written as a string") is not { } text)
        {
            return null;
        }

        return FixedPoint.TryParse(text, out var units) switch
        {
            FixedPointResult.Ok => units,
            FixedPointResult.TooManyDecimals =>
                Refused(node, $"{PolicyNode.Quoted(text)} has more than {FixedPoint.Decimals} decimals"),
            FixedPointResult.Overflow =>
                Refused(node, $"{PolicyNode.Quoted(text)} is beyond {FixedPoint.Format(long.MaxValue)}"),
            _ => Refused(node, $"{PolicyNode.Quoted(text)} is not a plain decimal number"),
        };
    }

    private long? Refused(PolicyNode node, string what)
    {
        _errors.Add(node, what);
        return null;
    }

    private static string Plain(long value) => value.ToString(CultureInfo.InvariantCulture);
}
