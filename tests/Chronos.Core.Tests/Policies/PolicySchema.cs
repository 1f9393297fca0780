using System.Text.Json;
using System.Text.Json.Nodes;
using Chronos.Core.Model;
using Chronos.Core.Policies;

namespace Chronos.Core.Tests.Policies;

/// <summary>Writes <c>docs/policy.schema.json</c>, a JSON Schema of draft 2020-12, from the catalog the reader goes by.</summary>
internal static class PolicySchema
{
    private const string Decimal = @"^[0-9]+(\.[0-9]{1,8}0*)?$";
    private const string FractionText = @"^[0-9]+(\.[0-9]{1,6}0*)?$";
    private const string AboveZero = @"^(?=.*[1-9])[0-9]+(\.[0-9]{1,8}0*)?$";

    public static string Write() =>
        Root().ToJsonString(new JsonSerializerOptions
        {
            WriteIndented = true,
            Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        }).ReplaceLineEndings("\n") + "\n";

    public static JsonObject Root()
    {
        var definitions = new JsonObject();
        foreach (var section in PolicyCatalog.All.Select(k => k.Section).Distinct().Where(s => s != PolicyCatalog.Root))
        {
            definitions.Add(section, ObjectOf(section, allOptional: false));
        }

        definitions.Add("tighterLimits", ObjectOf(PolicyCatalog.Limits, allOptional: true));
        var root = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = "ChronosX policy",
            ["description"] = "The form of a policy. What its values must be to each other, `chronos policy check` tells.",
        };
        foreach (var (name, value) in ObjectOf(PolicyCatalog.Root, allOptional: false))
        {
            root.Add(name, value!.DeepClone());
        }

        root.Add("$defs", definitions);
        return root;
    }

    private static JsonObject ObjectOf(string section, bool allOptional)
    {
        var properties = new JsonObject();
        foreach (var key in PolicyCatalog.Of(section))
        {
            properties.Add(key.Name, ValueOf(key));
        }

        var schema = new JsonObject { ["type"] = "object", ["additionalProperties"] = false, ["properties"] = properties };
        if (!allOptional)
        {
            schema.Add("required", ListOf(PolicyCatalog.Of(section).Where(k => !k.Optional).Select(k => k.Name)));
        }

        return schema;
    }

    private static JsonObject ValueOf(PolicyKey key)
    {
        var value = FormOf(key);
        if (key.MayBeNone)
        {
            value = new JsonObject { ["anyOf"] = new JsonArray(value, new JsonObject { ["const"] = "none" }) };
        }

        value["description"] = key.Meaning;
        return value;
    }

    private static JsonObject FormOf(PolicyKey key) => key.Kind switch
    {
        PolicyKind.Name => Name(),
        PolicyKind.Text => new JsonObject { ["type"] = "string" },
        PolicyKind.Names => Elements(key, Name()),
        PolicyKind.Choice => Words(key),
        PolicyKind.Choices => Elements(key, Words(key)),
        PolicyKind.Flag => new JsonObject { ["type"] = "boolean" },
        PolicyKind.Fraction => Text(FractionText, $"{FixedPoint.Format(key.Min * 100)} to {FixedPoint.Format(key.Max * 100)}"),
        PolicyKind.Step or PolicyKind.PriceStep => Text(AboveZero, "a decimal above 0"),
        PolicyKind.Quantity or PolicyKind.Notional => Text(Decimal, "a decimal, 0 or more"),
        PolicyKind.Instant => Text("^2[01][0-9]{2}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]Z$", "a time in UTC"),
        PolicyKind.TimeOfDay => Text("^([01][0-9]|2[0-3]):[0-5][0-9]$|^24:00$", "a time of day in UTC"),
        PolicyKind.Section => new JsonObject { ["$ref"] = "#/$defs/" + (key.Optional ? "tighterLimits" : key.Name) },
        PolicyKind.Sections => Elements(key, new JsonObject { ["$ref"] = "#/$defs/" + key.Name }),
        _ => new JsonObject { ["type"] = "integer", ["minimum"] = key.Min, ["maximum"] = key.Max },
    };

    private static JsonObject Name() => new() { ["type"] = "string", ["pattern"] = "^[A-Za-z0-9._-]{1,32}$" };

    private static JsonObject Words(PolicyKey key) => new() { ["enum"] = ListOf(key.Words) };

    private static JsonObject Text(string pattern, string form) =>
        new() { ["type"] = "string", ["pattern"] = pattern, ["$comment"] = form };

    private static JsonObject Elements(PolicyKey key, JsonObject element)
    {
        var list = new JsonObject { ["type"] = "array", ["items"] = element };
        if (!key.MayBeEmpty)
        {
            list.Add("minItems", 1);
        }

        return list;
    }

    private static JsonArray ListOf(IEnumerable<string> words) => [.. words.Select(w => (JsonNode?)w)];
}
