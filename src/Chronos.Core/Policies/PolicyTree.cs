using System.Text;
using System.Text.Json;

namespace Chronos.Core.Policies;

/// <summary>Turns the text of a policy file into nodes that know their lines. It knows JSON and nothing of policies.</summary>
internal ref struct PolicyTree
{
    private static readonly JsonReaderOptions Options = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        MaxDepth = 16,
    };

    private readonly ReadOnlySpan<byte> _source;
    private readonly PolicyErrors _errors;
    private Utf8JsonReader _reader;
    private int _countedTo;
    private int _line;

    private PolicyTree(ReadOnlySpan<byte> source, PolicyErrors errors)
    {
        _source = source;
        _errors = errors;
        _reader = new Utf8JsonReader(source, Options);
        _line = 1;
    }

    /// <summary>
    /// The root of the file, which must be valid UTF-8. Text that is not JSON ends the reading with an error at its
    /// place; of a key that stands twice the first is kept and the other is an error.
    /// </summary>
    public static PolicyNode Read(ReadOnlySpan<byte> source, PolicyErrors errors)
    {
        var tree = new PolicyTree(source, errors);
        try
        {
            tree._reader.Read();
            var root = tree.Value(null, "", 0, null);
            tree._reader.Read();
            return root;
        }
        catch (JsonException e)
        {
            errors.Add((int)(e.LineNumber ?? 0) + 1, PolicyNode.RootPath, $"is not JSON: {Cause(e)}");
            return new PolicyNode(JsonTokenType.Null, 1, null, "", 0);
        }
    }

    /// <summary>The value the reader stands at; <paramref name="keyStart"/> is the first byte of its key where it has one.</summary>
    private PolicyNode Value(PolicyNode? parent, string key, int index, int? keyStart)
    {
        var type = _reader.TokenType;
        var start = (int)_reader.TokenStartIndex;
        var node = new PolicyNode(type, LineOfToken(), parent, key, index)
        {
            Text = type is JsonTokenType.String or JsonTokenType.Number ? Encoding.UTF8.GetString(_reader.ValueSpan) : "",
            Escaped = type == JsonTokenType.String && _reader.ValueIsEscaped,
            Start = keyStart ?? start,
            ValueStart = start,
        };

        if (type == JsonTokenType.StartObject)
        {
            ReadMembers(node);
        }
        else if (type == JsonTokenType.StartArray)
        {
            ReadElements(node);
        }

        node.End = (int)_reader.BytesConsumed;
        return node;
    }

    private void ReadMembers(PolicyNode node)
    {
        var keys = new HashSet<string>();
        while (_reader.Read() && _reader.TokenType != JsonTokenType.EndObject)
        {
            var line = LineOfToken();
            var start = (int)_reader.TokenStartIndex;
            var key = Encoding.UTF8.GetString(_reader.ValueSpan);
            _reader.Read();
            var value = Value(node, key, 0, start);
            if (keys.Add(key))
            {
                node.Children.Add(value);
            }
            else
            {
                _errors.Add(line, value.Path, "stands twice");
            }
        }
    }

    private void ReadElements(PolicyNode node)
    {
        while (_reader.Read() && _reader.TokenType != JsonTokenType.EndArray)
        {
            node.Children.Add(Value(node, "", node.Children.Count, null));
        }
    }

    private int LineOfToken()
    {
        var start = (int)_reader.TokenStartIndex;
        _line += _source[_countedTo..start].Count((byte)'\n');
        _countedTo = start;
        return _line;
    }

    private static string Cause(JsonException e)
    {
        var end = e.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        var cause = end < 0 ? e.Message : e.Message[..end];
        return string.Concat(cause.Select(c => c is >= ' ' and <= '~' ? c : '?'));
    }
}
