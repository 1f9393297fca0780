using System.Globalization;
using System.Text.Json;

namespace Chronos.Weex.Sandbox.Rest;

/// <summary>Parameters of a call, from its query or its JSON body. Numbers and text are taken alike, as the venue does.</summary>
internal sealed class Parameters
{
    private const long RangeMillisMax = 90L * 86_400_000;

    private readonly Dictionary<string, string> _query;
    private readonly JsonElement? _body;

    private Parameters(Dictionary<string, string> query, JsonElement? body)
    {
        _query = query;
        _body = body;
    }

    /// <summary>Reads both; a body that is not a JSON object is refused with -1135.</summary>
    public static Parameters Read(string query, ReadOnlyMemory<byte> body)
    {
        var pairs = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var part in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var at = part.IndexOf('=');
            var name = Uri.UnescapeDataString(at < 0 ? part : part[..at]);
            pairs[name] = at < 0 ? "" : Uri.UnescapeDataString(part[(at + 1)..].Replace('+', ' '));
        }

        if (body.IsEmpty)
        {
            return new Parameters(pairs, null);
        }

        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.ValueKind == JsonValueKind.Object
                ? new Parameters(pairs, json.RootElement.Clone())
                : throw new WireException(-1135, "The body is not a JSON object.");
        }
        catch (JsonException)
        {
            throw new WireException(-1135, "The body is not JSON.");
        }
    }

    /// <summary>The body as it came; empty without one.</summary>
    public string Raw => _body?.GetRawText() ?? "";

    public static Parameters Of(JsonElement item) => new([], item);

    /// <summary>Text of a parameter; null when it is absent, null or empty.</summary>
    public string? Text(string name)
    {
        var text = _query.GetValueOrDefault(name);
        if (text is null && _body is { } body && body.ValueKind == JsonValueKind.Object && body.TryGetProperty(name, out var value))
        {
            text = value.ValueKind switch
            {
                JsonValueKind.String => value.GetString(),
                JsonValueKind.Null => null,
                JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
                _ => throw WireException.Invalid(name),
            };
        }

        return string.IsNullOrEmpty(text) ? null : text;
    }

    public string Required(string name) => Text(name) ?? throw WireException.Empty(name);

    public long? Whole(string name)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw WireException.Invalid(name);
    }

    public int Whole(string name, int otherwise, int min, int max)
    {
        var number = Whole(name) ?? otherwise;
        return number >= min && number <= max ? (int)number : throw WireException.Invalid(name);
    }

    public decimal? Amount(string name)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        return WireText.TryAmount(text, out var amount) ? amount : throw WireException.Invalid(name);
    }

    public decimal RequiredAmount(string name) => Amount(name) ?? throw WireException.Empty(name);

    public bool? Flag(string name) => Text(name) switch
    {
        null => null,
        "true" => true,
        "false" => false,
        _ => throw WireException.Invalid(name),
    };

    public T? Word<T>(string name, int code = -1142) where T : struct, Enum =>
        Text(name) is not { } text ? null : WireText.Parse<T>(text) ?? throw new WireException(code, $"Parameter '{name}' is invalid.");

    public T RequiredWord<T>(string name, int code = -1142) where T : struct, Enum => Word<T>(name, code) ?? throw WireException.Empty(name);

    /// <summary>The list under a name; null when absent.</summary>
    public IReadOnlyList<JsonElement>? List(string name) =>
        _body is { } body && body.TryGetProperty(name, out var list) && list.ValueKind != JsonValueKind.Null
            ? list.ValueKind == JsonValueKind.Array ? [.. list.EnumerateArray()] : throw WireException.Invalid(name)
            : null;

    /// <summary>Raw JSON of a member; null when absent.</summary>
    public JsonElement? Json(string name) =>
        _body is { } body && body.TryGetProperty(name, out var value) ? value : null;

    /// <summary>Bounds of a stretch of time, which may be no longer than 90 days.</summary>
    public (long From, long To) Range(string from = "startTime", string to = "endTime")
    {
        var (start, end) = (Whole(from), Whole(to));
        if (start > end)
        {
            throw new WireException(-1171, $"{from} is after {to}.");
        }

        return end - start > RangeMillisMax
            ? throw new WireException(-1170, "The stretch of time is longer than 90 days.")
            : (start ?? 0, end ?? long.MaxValue);
    }
}
