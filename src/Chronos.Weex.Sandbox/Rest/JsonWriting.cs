using System.Globalization;
using System.Text.Json;

namespace Chronos.Weex.Sandbox.Rest;

/// <summary>Short forms for the wire's habits: amounts and ids as text.</summary>
internal static class JsonWriting
{
    public static void Object(this Utf8JsonWriter writer, Action<Utf8JsonWriter> write)
    {
        writer.WriteStartObject();
        write(writer);
        writer.WriteEndObject();
    }

    public static void Array<T>(this Utf8JsonWriter writer, IEnumerable<T> items, Action<Utf8JsonWriter, T> write)
    {
        writer.WriteStartArray();
        foreach (var item in items)
        {
            writer.WriteStartObject();
            write(writer, item);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    public static void Array<T>(this Utf8JsonWriter writer, string name, IEnumerable<T> items, Action<Utf8JsonWriter, T> write)
    {
        writer.WritePropertyName(name);
        writer.Array(items, write);
    }

    /// <summary>An amount as text, with the decimals it has.</summary>
    public static void Amount(this Utf8JsonWriter writer, string name, decimal amount) => writer.WriteString(name, WireText.Of(amount));

    /// <summary>An amount as text, without zeros at its end.</summary>
    public static void Short(this Utf8JsonWriter writer, string name, decimal amount) => writer.WriteString(name, WireText.Short(amount));

    /// <summary>A whole number as text.</summary>
    public static void Text(this Utf8JsonWriter writer, string name, long number) =>
        writer.WriteString(name, number.ToString(CultureInfo.InvariantCulture));

    public static void Word<T>(this Utf8JsonWriter writer, string name, T value) where T : struct, Enum =>
        writer.WriteString(name, WireText.Of(value));

    /// <summary>Price and quantity pairs.</summary>
    public static void Levels(this Utf8JsonWriter writer, string name, IEnumerable<PriceLevel> levels)
    {
        writer.WriteStartArray(name);
        foreach (var level in levels)
        {
            writer.WriteStartArray();
            writer.WriteStringValue(WireText.Of(level.Price));
            writer.WriteStringValue(WireText.Of(level.Quantity));
            writer.WriteEndArray();
        }

        writer.WriteEndArray();
    }
}
