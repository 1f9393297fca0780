using System.Text;
using System.Text.Json;

namespace Chronos.Core.Policies;

/// <summary>
/// The text of a policy with the place of every value in it, so that one value can be changed and all else stays as it was
/// written. Immutable: every change gives new bytes.
/// </summary>
internal sealed class PolicyText
{
    private readonly byte[] _source;

    /// <summary>The text of a policy that has been read, or of one that is to be; throws <see cref="PolicyException"/> when it is not JSON.</summary>
    public PolicyText(ReadOnlySpan<byte> source)
    {
        _source = source.ToArray();
        var errors = new PolicyErrors();
        Root = PolicyTree.Read(_source, errors);
        errors.ThrowIfAny();
    }

    /// <summary>The whole of it.</summary>
    public PolicyNode Root { get; }

    /// <summary>A value as it is written.</summary>
    public string Raw(PolicyNode node) => Encoding.UTF8.GetString(_source, node.ValueStart, node.End - node.ValueStart);

    /// <summary>With another value in the place of this one.</summary>
    public byte[] With(PolicyNode node, string json) => Spliced(node.ValueStart, node.End, json);

    /// <summary>Without this value, its key, and the comma behind it.</summary>
    public byte[] Without(PolicyNode node)
    {
        var end = SkipBlanks(node.End);
        return Spliced(node.Start, end < _source.Length && _source[end] == ',' ? end + 1 : node.End, "");
    }

    /// <summary>With one more element at the front of a list.</summary>
    public byte[] WithElement(PolicyNode list, string json) => Spliced(list.ValueStart + 1, list.ValueStart + 1, json + ",");

    /// <summary>With one more member at the front of an object.</summary>
    public byte[] WithMember(PolicyNode owner, string key, string json) =>
        Spliced(owner.ValueStart + 1, owner.ValueStart + 1, $"\"{JsonEncodedText.Encode(key)}\": {json},");

    private byte[] Spliced(int start, int end, string text) =>
        [.. _source.AsSpan(0, start), .. Encoding.UTF8.GetBytes(text), .. _source.AsSpan(end)];

    private int SkipBlanks(int at)
    {
        while (at < _source.Length)
        {
            if (_source[at] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
            {
                at++;
            }
            else if (_source.AsSpan(at).StartsWith("//"u8))
            {
                var line = _source.AsSpan(at).IndexOf((byte)'\n');
                at = line < 0 ? _source.Length : at + line;
            }
            else if (_source.AsSpan(at).StartsWith("/*"u8))
            {
                at += 2 + _source.AsSpan(at + 2).IndexOf("*/"u8) + 2;
            }
            else
            {
                break;
            }
        }

        return at;
    }
}
