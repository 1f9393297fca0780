using System.Globalization;
using System.Text.Json;

namespace Chronos.Core.Policies;

/// <summary>One value of a policy file with its place in the text, so that every error can say where it is.</summary>
internal sealed class PolicyNode(JsonTokenType type, int line, PolicyNode? parent, string key, int index)
{
    /// <summary>What the file itself is called in errors.</summary>
    public const string RootPath = "policy";

    /// <summary>Longest piece of the file that an error repeats.</summary>
    public const int QuoteLengthMax = 48;

    /// <summary>StartObject, StartArray, String, Number, True, False or Null.</summary>
    public JsonTokenType Type => type;

    /// <summary>Line of the value's first byte, from 1.</summary>
    public int Line => line;

    /// <summary>Key of the value in its object; empty in a list.</summary>
    public string Key => key;

    /// <summary>Text of a string or number, as written.</summary>
    public string Text { get; init; } = "";

    /// <summary>True for a string written with escapes; no name or amount needs one, so that none is read.</summary>
    public bool Escaped { get; init; }

    /// <summary>First byte of the value, or of its key where it has one.</summary>
    public int Start { get; init; }

    /// <summary>First byte of the value.</summary>
    public int ValueStart { get; init; }

    /// <summary>First byte after the value.</summary>
    public int End { get; set; }

    /// <summary>Values of an object, or elements of a list, in the order of the text.</summary>
    public List<PolicyNode> Children { get; } = [];

    /// <summary>Path of the value, like <c>instruments[1].tickSize</c>.</summary>
    public string Path => parent is null ? RootPath : parent.PathOf(key, index);

    /// <summary>Path of a key that need not exist.</summary>
    public string PathOf(string name) => PathOf(name, 0);

    /// <summary>The text, cut and made printable, for errors.</summary>
    public static string Quoted(string text) => $"'{Printable(text)}'";

    private static string Printable(string text)
    {
        var shown = text.Length <= QuoteLengthMax ? text : text[..QuoteLengthMax] + "...";
        return string.Create(shown.Length, shown, static (target, source) =>
        {
            for (var i = 0; i < target.Length; i++)
            {
                target[i] = source[i] is >= ' ' and <= '~' ? source[i] : '?';
            }
        });
    }

    private string PathOf(string name, int place)
    {
        if (Type == JsonTokenType.StartArray)
        {
            return $"{Path}[{place.ToString(CultureInfo.InvariantCulture)}]";
        }

        return parent is null ? Printable(name) : $"{Path}.{Printable(name)}";
    }
}
