using System.Text.Json;
using Chronos.Core.Model;

namespace Chronos.Host.Configuration;

/// <summary>One object of a configuration. What is missing, unknown or wrong is noted with its path and read as nothing.</summary>
internal sealed class ConfigurationSection
{
    private readonly string _path;
    private readonly List<string> _errors;
    private readonly Dictionary<string, JsonElement> _values = [];

    public ConfigurationSection(
        string path, JsonElement element, List<string> errors, string[] required, string[] optional)
    {
        _path = path.Length == 0 ? "" : path + ".";
        _errors = errors;
        if (element.ValueKind != JsonValueKind.Object)
        {
            errors.Add($"{(path.Length == 0 ? "file" : path)}: must be an object");
            return;
        }

        foreach (var property in element.EnumerateObject())
        {
            if (!required.Contains(property.Name) && !optional.Contains(property.Name))
            {
                Add(property.Name, "is not a key of a configuration");
            }

            _values[property.Name] = property.Value;
        }

        foreach (var key in required.Where(key => !_values.ContainsKey(key)))
        {
            Add(key, "is missing");
        }
    }

    /// <summary>Whether a key is there.</summary>
    public bool Has(string key) => _values.ContainsKey(key);

    /// <summary>The object under a key.</summary>
    public ConfigurationSection Section(string key, string[] required, params string[] optional) => _values.TryGetValue(key, out var value)
        ? new ConfigurationSection(_path + key, value, _errors, required, optional)
        : new ConfigurationSection(_path + key, JsonDocument.Parse("{}").RootElement, [], [], []);

    /// <summary>Text that is not empty.</summary>
    public string Text(string key)
    {
        if (!_values.TryGetValue(key, out var value))
        {
            return "";
        }

        if (value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text)
        {
            return text;
        }

        Add(key, "must be text that is not empty");
        return "";
    }

    /// <summary>Texts under free keys.</summary>
    public Dictionary<string, string> Texts(string key)
    {
        if (!_values.TryGetValue(key, out var value))
        {
            return [];
        }

        if (value.ValueKind != JsonValueKind.Object)
        {
            Add(key, "must be an object of names and key files");
            return [];
        }

        var names = value.EnumerateObject().Select(p => p.Name).ToArray();
        var section = new ConfigurationSection(_path + key, value, _errors, [], names);
        return names.ToDictionary(n => n, section.Text);
    }

    /// <summary>A list of texts; none when the key is absent.</summary>
    public List<string> List(string key)
    {
        if (!_values.TryGetValue(key, out var value))
        {
            return [];
        }

        if (value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(e => e.ValueKind == JsonValueKind.String))
        {
            return [.. value.EnumerateArray().Select(e => e.GetString()!)];
        }

        Add(key, "must be a list of texts");
        return [];
    }

    /// <summary>One of some words.</summary>
    public T Word<T>(string key, params (string Word, T Value)[] words)
    {
        if (_values.TryGetValue(key, out var value))
        {
            foreach (var (word, meaning) in words)
            {
                if (value.ValueKind == JsonValueKind.String && value.ValueEquals(word))
                {
                    return meaning;
                }
            }

            Add(key, $"must be one of {string.Join(", ", words.Select(w => $"\"{w.Word}\""))}");
        }

        return words[0].Value;
    }

    /// <summary>Units of a decimal text of zero or more.</summary>
    public long Amount(string key)
    {
        if (!_values.TryGetValue(key, out var value))
        {
            return 0;
        }

        if (value.ValueKind == JsonValueKind.String
            && FixedPoint.TryParse(value.GetString().AsSpan(), out var units) == FixedPointResult.Ok
            && units >= 0)
        {
            return units;
        }

        Add(key, $"must be a decimal number of 0 or more with at most {FixedPoint.Decimals} decimals, written as a string");
        return 0;
    }

    /// <summary>A whole number within a range.</summary>
    public int Count(string key, int min, int max)
    {
        if (!_values.TryGetValue(key, out var value))
        {
            return min;
        }

        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var count) && count >= min && count <= max)
        {
            return count;
        }

        Add(key, $"must be a whole number from {min} to {max}");
        return min;
    }

    /// <summary>true or false; false when the key is absent.</summary>
    public bool Flag(string key)
    {
        if (!_values.TryGetValue(key, out var value))
        {
            return false;
        }

        if (value.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
        {
            Add(key, "must be true or false");
        }

        return value.ValueKind == JsonValueKind.True;
    }

    private void Add(string key, string what) => _errors.Add($"{_path}{key}: {what}");
}
