using System.Text.Json;
using System.Text.Json.Serialization;
using Chronos.Core.Model;

namespace Chronos.Host.Http;

/// <summary>What a reason observed or compared with: amounts as decimal strings, everything else as a whole number.</summary>
/// <param name="Value">In the unit.</param>
/// <param name="Unit">What it counts.</param>
[JsonConverter(typeof(FigureConverter))]
internal readonly record struct Figure(long Value, MeasureUnit Unit)
{
    private bool IsAmount => Unit is MeasureUnit.Quantity or MeasureUnit.Notional or MeasureUnit.Price;

    internal sealed class FigureConverter : JsonConverter<Figure>
    {
        public override Figure Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException("figures are only written");

        public override void Write(Utf8JsonWriter writer, Figure value, JsonSerializerOptions options)
        {
            if (value.Unit == MeasureUnit.None)
            {
                writer.WriteNullValue();
            }
            else if (value.IsAmount)
            {
                writer.WriteStringValue(FixedPoint.Format(value.Value));
            }
            else
            {
                writer.WriteNumberValue(value.Value);
            }
        }
    }
}
