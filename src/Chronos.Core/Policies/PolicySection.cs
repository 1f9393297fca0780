using System.Globalization;
using System.Text.Json;
using Chronos.Core.Model;

namespace Chronos.Core.Policies;

/// <summary>
/// One object of a policy file, read key by key. A value that is missing or wrong is reported once and read as null,
/// which no later check objects to again.
/// </summary>
internal sealed class PolicySection
{
    public const int NameLengthMax = 32;
    public const int MillisMax = 86_400_000;

    private const long NanosPerMilli = 1_000_000;
    private const long UnitsPerPpm = FixedPoint.Scale / 1_000_000;

    private readonly PolicyErrors _errors;
    private readonly PolicyNode _node;
    private readonly Dictionary<string, PolicyNode> _values = [];

    public PolicySection(PolicyNode node, string[] keys, PolicyErrors errors)
    {
        _node = node;
        _errors = errors;
        if (node.Type != JsonTokenType.StartObject)
        {
            errors.Add(node, "must be an object");
            return;
        }

        foreach (var child in node.Children)
        {
            if (keys.Contains(child.Key))
            {
                _values.Add(child.Key, child);
            }
            else
            {
                errors.Add(child, "is not a key of a policy");
            }
        }

        foreach (var key in keys)
        {
            if (!_values.ContainsKey(key))
            {
                errors.Add(node.Line, node.PathOf(key), "is missing");
            }
        }
    }

    /// <summary>Path of the object.</summary>
    public string Path => _node.Path;

    /// <summary>Reports the value of a key.</summary>
    public void Refuse(string key, string what)
    {
        if (_values.TryGetValue(key, out var node))
        {
            _errors.Add(node, what);
        }
    }

    /// <summary>The object under a key.</summary>
    public PolicySection? Section(string key, string[] keys) =>
        _values.TryGetValue(key, out var node) ? new PolicySection(node, keys, _errors) : null;

    /// <summary>The objects of the list under a key; none when it is missing or no list.</summary>
    public List<PolicySection> Sections(string key, string[] keys)
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

        if (node.Children.Count == 0)
        {
            _errors.Add(node, "must not be empty");
        }

        return [.. node.Children.Select(child => new PolicySection(child, keys, _errors))];
    }

    /// <summary>The text under a key, unless it is missing or wrong; reports nothing.</summary>
    public string? Peek(string key) =>
        _values.TryGetValue(key, out var node) && node is { Type: JsonTokenType.String, Escaped: false } ? node.Text : null;

    /// <summary>The text under a key, <paramref name="otherwise"/> being the error when it is no string.</summary>
    public string? Text(string key, string otherwise)
    {
        if (!_values.TryGetValue(key, out var node))
        {
            return null;
        }

        if (node.Type != JsonTokenType.String)
        {
            Refuse(key, otherwise);
            return null;
        }

        if (node.Escaped)
        {
            Refuse(key, "must be written without escapes");
            return null;
        }

        return node.Text;
    }

    /// <summary>A name.</summary>
    public string? Name(string key)
    {
        if (Text(key, "must be a string") is not { } text)
        {
            return null;
        }

        if (!IsName(text))
        {
            Refuse(key, NotAName(text));
        }

        return text;
    }

    /// <summary>The place of the word under a key among those it may be.</summary>
    public int? Word(string key, params ReadOnlySpan<string> words)
    {
        if (Text(key, "must be a string") is not { } text)
        {
            return null;
        }

        var place = words.IndexOf(text);
        if (place < 0)
        {
            Refuse(key, $"{PolicyNode.Quoted(text)} is none of {string.Join(", ", words)}");
        }

        return place < 0 ? null : place;
    }

    /// <summary>A list of different names; it may be empty.</summary>
    public IReadOnlyList<string> Names(string key, int max)
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

        if (node.Children.Count > max)
        {
            _errors.Add(node, $"has more than {Plain(max)} entries");
        }

        var names = new List<string>();
        foreach (var child in node.Children)
        {
            if (child is not { Type: JsonTokenType.String, Escaped: false } || !IsName(child.Text))
            {
                _errors.Add(child, NotAName(child.Text));
            }
            else if (names.Contains(child.Text))
            {
                _errors.Add(child, $"{PolicyNode.Quoted(child.Text)} stands twice");
            }
            else
            {
                names.Add(child.Text);
            }
        }

        return names;
    }

    /// <summary>Units of an amount of zero or more.</summary>
    public long? Amount(string key) => Decimal(key) is not { } units ? null
        : units >= 0 ? units
        : Refused(key, "must not be below 0");

    /// <summary>Units of a quantity of zero or more and at most what the books take.</summary>
    public long? Quantity(string key) => Amount(key) is not { } units ? null
        : units <= Bounds.QuantityUnitsMax ? units
        : Refused(key, $"must not be above {FixedPoint.Format(Bounds.QuantityUnitsMax)}");

    /// <summary>Units of an amount above zero.</summary>
    public long? AmountAboveZero(string key) => Decimal(key) is not { } units ? null
        : units > 0 ? units
        : Refused(key, "must be above 0");

    /// <summary>Millionths of a fraction from 0 to 1.</summary>
    public int? Ppm(string key)
    {
        if (Decimal(key) is not { } units)
        {
            return null;
        }

        if (units is < 0 or > FixedPoint.Scale)
        {
            Refuse(key, "must be \"0\" to \"1\"");
            return null;
        }

        if (units % UnitsPerPpm != 0)
        {
            Refuse(key, "has more than 6 decimals");
            return null;
        }

        return (int)(units / UnitsPerPpm);
    }

    /// <summary>A whole number within a range.</summary>
    public long? Count(string key, long min, long max)
    {
        if (!_values.TryGetValue(key, out var node))
        {
            return null;
        }

        if (node.Type != JsonTokenType.Number)
        {
            return Refused(key, "must be a whole number, not in quotes");
        }

        if (node.Text.AsSpan().ContainsAny('.', 'e', 'E'))
        {
            return Refused(key, $"{PolicyNode.Quoted(node.Text)} is not a whole number");
        }

        return long.TryParse(node.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            && value >= min && value <= max
            ? value
            : Refused(key, $"{PolicyNode.Quoted(node.Text)} is outside {Plain(min)} to {Plain(max)}");
    }

    /// <summary>Nanoseconds of a whole number of milliseconds, up to a day.</summary>
    public long? Millis(string key) => Count(key, 1, MillisMax) * NanosPerMilli;

    /// <summary>true or false.</summary>
    public bool? Flag(string key)
    {
        if (!_values.TryGetValue(key, out var node))
        {
            return null;
        }

        if (node.Type is not (JsonTokenType.True or JsonTokenType.False))
        {
            Refuse(key, "must be true or false");
            return null;
        }

        return node.Type == JsonTokenType.True;
    }

    private static bool IsName(string text) =>
        text.Length is > 0 and <= NameLengthMax && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');

    private static string NotAName(string text) =>
        $"{PolicyNode.Quoted(text)} is not a name: 1 to {NameLengthMax} of A-Z a-z 0-9 - _ .";

    private long? Decimal(string key)
    {
        if (_values.TryGetValue(key, out var node) && node.Type == JsonTokenType.Number)
        {
            return Refused(key, "must not be a JSON number: write it as a string");
        }

        if (Text(key, "must be a decimal number, written as a string") is not { } text)
        {
            return null;
        }

        return FixedPoint.TryParse(text, out var units) switch
        {
            FixedPointResult.Ok => units,
            FixedPointResult.TooManyDecimals =>
                Refused(key, $"{PolicyNode.Quoted(text)} has more than {FixedPoint.Decimals} decimals"),
            FixedPointResult.Overflow =>
                Refused(key, $"{PolicyNode.Quoted(text)} is beyond {FixedPoint.Format(long.MaxValue)}"),
            _ => Refused(key, $"{PolicyNode.Quoted(text)} is not a plain decimal number"),
        };
    }

    private long? Refused(string key, string what)
    {
        Refuse(key, what);
        return null;
    }

    private static string Plain(long value) => value.ToString(CultureInfo.InvariantCulture);
}
