using System.Text.Json;

namespace Chronos.Weex.Tests.Sandbox;

/// <summary>Compares JSON by members and kinds of values; a list's first element stands for all.</summary>
internal static class Shapes
{
    /// <summary>Every member of the sample is there with the sample's kind of value, and no other.</summary>
    public static void Same(string sample, JsonElement actual)
    {
        using var json = JsonDocument.Parse(sample);
        Same(json.RootElement, actual, "$");
    }

    private static void Same(JsonElement sample, JsonElement actual, string path)
    {
        // Null in a sample leaves open what stands there.
        if (sample.ValueKind == JsonValueKind.Null)
        {
            return;
        }

        Assert.True(Kind(sample) == Kind(actual), $"{path}: {sample.ValueKind} expected, is {actual}");
        if (sample.ValueKind == JsonValueKind.Object)
        {
            var (expected, found) = (Names(sample), Names(actual));
            Assert.True(expected.SequenceEqual(found), $"{path}: [{string.Join(',', expected.Except(found))}] missing, [{string.Join(',', found.Except(expected))}] too many");
            foreach (var member in sample.EnumerateObject())
            {
                Same(member.Value, actual.GetProperty(member.Name), $"{path}.{member.Name}");
            }
        }
        else if (sample.ValueKind == JsonValueKind.Array && sample.GetArrayLength() > 0)
        {
            Assert.True(actual.GetArrayLength() > 0, $"{path}: empty");
            foreach (var element in actual.EnumerateArray())
            {
                Same(sample[0], element, path + "[]");
            }
        }
    }

    private static List<string> Names(JsonElement element) =>
        [.. element.EnumerateObject().Select(p => p.Name).Order(StringComparer.Ordinal)];

    private static JsonValueKind Kind(JsonElement element) =>
        element.ValueKind == JsonValueKind.False ? JsonValueKind.True : element.ValueKind;
}
