using System.Globalization;
using System.Text.Json;
using Chronos.Core.Model;
using Chronos.Core.Policies;

namespace Chronos.Host.Cases;

/// <summary>One object of a case file, read key by key. A value that is missing or wrong is reported with its line and read as the usual one.</summary>
internal sealed class CaseFields
{
    private readonly PolicyNode _node;
    private readonly PolicyErrors _errors;

    /// <summary>An object that may have the given keys and no others.</summary>
    public CaseFields(PolicyNode node, PolicyErrors errors, params ReadOnlySpan<string> keys)
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
            if (!keys.Contains(child.Key))
            {
                errors.Add(child, $"is none of {string.Join(", ", keys.ToArray())}");
            }
        }
    }

    /// <summary>The value of a key; null when it is missing.</summary>
    public PolicyNode? this[string key] => _node.Children.Find(c => c.Key == key);

    /// <summary>The value of a key that must be there.</summary>
    public PolicyNode? Required(string key)
    {
        var node = this[key];
        if (node is null && _node.Type == JsonTokenType.StartObject)
        {
            _errors.Add(_node.Line, _node.PathOf(key), "is missing");
        }

        return node;
    }

    /// <summary>A text that must be there.</summary>
    public string Text(string key) => Required(key) is { } node ? TextOf(node) ?? "" : "";

    /// <summary>A decimal in quotes, 1e-8; what is not there is 0 unless it is required.</summary>
    public long Units(string key, bool required = false)
    {
        var node = required ? Required(key) : this[key];
        if (node is null || TextOf(node) is not { } text)
        {
            return 0;
        }

        if (FixedPoint.TryParse(text, out var units) != FixedPointResult.Ok)
        {
            _errors.Add(node, $"{PolicyNode.Quoted(text)} is not a decimal number of at most {FixedPoint.Decimals} decimals");
        }

        return units;
    }

    /// <summary>A whole number.</summary>
    public long Whole(string key, long usual, long min, long max)
    {
        if (this[key] is not { } node)
        {
            return usual;
        }

        if (node.Type == JsonTokenType.Number
            && long.TryParse(node.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            && value >= min && value <= max)
        {
            return value;
        }

        _errors.Add(node, string.Create(CultureInfo.InvariantCulture, $"must be a whole number from {min} to {max}"));
        return usual;
    }

    /// <summary>true or false.</summary>
    public bool Flag(string key, bool usual)
    {
        if (this[key] is not { } node)
        {
            return usual;
        }

        if (node.Type is not (JsonTokenType.True or JsonTokenType.False))
        {
            _errors.Add(node, "must be true or false");
        }

        return node.Type == JsonTokenType.True;
    }

    /// <summary>One of the words of an enumeration; null when it is missing or wrong.</summary>
    public T? Word<T>(string key, bool required = false)
        where T : struct, Enum
    {
        var node = required ? Required(key) : this[key];
        if (node is null || TextOf(node) is not { } text)
        {
            return null;
        }

        if (Enum.TryParse<T>(text, out var word) && Enum.IsDefined(word) && word.ToString() == text)
        {
            return word;
        }

        _errors.Add(node, $"{PolicyNode.Quoted(text)} is none of {string.Join(", ", Enum.GetNames<T>())}");
        return null;
    }

    /// <summary>Reports a value.</summary>
    public void Refuse(string key, string what)
    {
        if (this[key] is { } node)
        {
            _errors.Add(node, what);
        }
    }

    private string? TextOf(PolicyNode node)
    {
        if (node.Type == JsonTokenType.String && !node.Escaped)
        {
            return node.Text;
        }

        _errors.Add(node, "must be a string, written without escapes");
        return null;
    }
}
