using System.Text.Json;
using Chronos.Core.Model;

namespace Chronos.Host.Http;

/// <summary>
/// One flat JSON object, read strictly: known fields only, each once, nothing after it. Text that is not JSON is the first
/// reason, whatever else is wrong. Values stay text; no number passes through binary floating point.
/// </summary>
internal sealed class JsonFields
{
    private readonly Dictionary<string, JsonValue> _values;

    private JsonFields(Dictionary<string, JsonValue> values) => _values = values;

    /// <summary>The value of a field; of type None when it is absent.</summary>
    public JsonValue this[string name] => _values.GetValueOrDefault(name);

    /// <summary>Reads a body; null with the refusal when it cannot be taken.</summary>
    public static JsonFields? Read(ReadOnlySpan<byte> body, string[] names, out Refusal? refusal)
    {
        var values = new Dictionary<string, JsonValue>(names.Length);
        try
        {
            refusal = ReadObject(body, names, values);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            refusal = Refusal.OfBody(ReasonCode.JsonMalformed, "is not one JSON object");
        }

        return refusal is null ? new JsonFields(values) : null;
    }

    /// <summary>The text of a string field; <paramref name="refusal"/> says why there is none.</summary>
    public string? Text(string name, out Refusal? refusal)
    {
        var value = this[name];
        refusal = value.Type switch
        {
            JsonTokenType.String => null,
            JsonTokenType.None => Refusal.Of(ReasonCode.FieldMissing, name, "is required"),
            _ => Refusal.Of(ReasonCode.FieldType, name, "must be a string"),
        };
        return refusal is null ? value.Text : null;
    }

    private static Refusal? ReadObject(ReadOnlySpan<byte> body, string[] names, Dictionary<string, JsonValue> values)
    {
        var reader = new Utf8JsonReader(body);
        Refusal? first = null;
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            return Refusal.OfBody(ReasonCode.JsonMalformed, "is not one JSON object");
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var name = reader.GetString()!;
            reader.Read();
            var value = ValueAt(ref reader);
            if (!names.Contains(name))
            {
                first ??= Refusal.Of(ReasonCode.FieldUnknown, name, "is not a field");
            }
            else if (!values.TryAdd(name, value))
            {
                first ??= Refusal.Of(ReasonCode.FieldDuplicate, name, "stands twice");
            }
        }

        // Reading on finds what stands after the object.
        reader.Read();
        return first;
    }

    private static JsonValue ValueAt(ref Utf8JsonReader reader)
    {
        var type = reader.TokenType;
        var text = type switch
        {
            JsonTokenType.String => reader.GetString()!,
            JsonTokenType.Number => System.Text.Encoding.ASCII.GetString(reader.ValueSpan),
            _ => "",
        };
        reader.Skip();
        return new JsonValue(type, text);
    }
}
