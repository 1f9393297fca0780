using System.Text.Json;

namespace Chronos.Weex.Wire;

/// <summary>One record of why a model decided as it did, for venues that ask for it.</summary>
/// <param name="OrderId">The order it explains; null for none.</param>
/// <param name="Stage">Such as "Decision Making".</param>
/// <param name="Model">Name of the model.</param>
/// <param name="Input">A JSON object, UTF-8.</param>
/// <param name="Output">A JSON object, UTF-8.</param>
/// <param name="Explanation">At most 1000 characters.</param>
internal sealed record WeexAiLog(
    long? OrderId, string Stage, string Model, ReadOnlyMemory<byte> Input, ReadOnlyMemory<byte> Output, string Explanation)
{
    /// <summary>Longest explanation the venue takes.</summary>
    public const int ExplanationMax = 1000;

    /// <summary>The body.</summary>
    /// <exception cref="ArgumentException">A text is empty or too long, or input or output is not a JSON object.</exception>
    public byte[] ToBody()
    {
        if (string.IsNullOrEmpty(Stage) || string.IsNullOrEmpty(Model)
            || Explanation is not { Length: > 0 and <= ExplanationMax })
        {
            throw new ArgumentException($"stage, model and an explanation of 1 to {ExplanationMax} characters are needed");
        }

        var writer = WeexBodyWriter.Rent();
        try
        {
            var json = writer.Json;
            json.WriteStartObject();
            if (OrderId is { } orderId)
            {
                json.WriteNumber("orderId"u8, orderId);
            }
            else
            {
                json.WriteNull("orderId"u8);
            }

            json.WriteString("stage"u8, Stage);
            json.WriteString("model"u8, Model);
            WriteObject(json, "input", Input.Span);
            WriteObject(json, "output", Output.Span);
            json.WriteString("explanation"u8, Explanation);
            json.WriteEndObject();
            return writer.Written.ToArray();
        }
        finally
        {
            writer.Return();
        }
    }

    private static void WriteObject(Utf8JsonWriter json, string field, ReadOnlySpan<byte> raw)
    {
        json.WritePropertyName(field);
        try
        {
            if (raw.TrimStart(" \t\r\n"u8) is [(byte)'{', ..])
            {
                json.WriteRawValue(raw);
                return;
            }
        }
        catch (JsonException e)
        {
            throw new ArgumentException($"{field} is not JSON", e);
        }

        throw new ArgumentException($"{field} is not a JSON object");
    }
}
