using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Chronos.Core.Policies;
using Chronos.Core.Tests.Pipeline;

namespace Chronos.Core.Tests.Policies;

public class PolicySchemaTests
{
    private static readonly JsonDocumentOptions Options = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    [Fact]
    public void IsPublishedAsTheCatalogSays() => RepositoryFiles.AssertCurrent("docs/policy.schema.json", PolicySchema.Write());

    [Fact]
    public void TakesWhatTheReaderTakes()
    {
        Assert.Empty(ErrorsOf(RepositoryFiles.Text("samples/policy.json")));
        Assert.Empty(ErrorsOf(new TestPolicy().Text()));
    }

    [Fact]
    public void TakesEveryPolicyANudgeMakes()
    {
        var policies = PolicyNudge.Of(PolicyFile.Sample()).Select(n => n.Source).Where(Parses).ToList();

        Assert.True(policies.Count > 100);
        Assert.All(policies, p => Assert.Empty(ErrorsOf(Encoding.UTF8.GetString(p))));
    }

    [Theory]
    [InlineData("\"version\": 1,", "\"version\": 0,", "version")]
    [InlineData("\"version\": 1,", "", "version")]
    [InlineData("\"version\": 1,", "\"version\": 1, \"more\": 1,", "more")]
    [InlineData("\"stage\": \"Production\"", "\"stage\": \"Beta\"", "stage")]
    [InlineData("\"confidenceMin\": \"0.50\"", "\"confidenceMin\": 0.5", "limits.confidenceMin")]
    [InlineData("\"confidenceMin\": \"0.50\"", "\"confidenceMin\": \"0.1234567\"", "limits.confidenceMin")]
    [InlineData("\"tickSize\": \"1\"", "\"tickSize\": \"0.0\"", "instruments.tickSize")]
    [InlineData("\"volumePercentMax\": \"none\"", "\"volumePercentMax\": \"never\"", "limits.volumePercentMax")]
    [InlineData("\"orderNotionalMax\": \"25000\"", "\"orderNotionalMax\": \"none\"", "limits.orderNotionalMax")]
    [InlineData("\"sides\": [\"Buy\", \"Sell\"]", "\"sides\": []", "mandates.sides")]
    [InlineData("\"closes\": \"24:00\"", "\"closes\": \"24:01\"", "sessions.closes")]
    public void RefusesWhatTheReaderRefuses(string text, string replacement, string path)
    {
        var json = RepositoryFiles.Text("samples/policy.json").Replace(text, replacement, StringComparison.Ordinal);

        Assert.False(Parses(Encoding.UTF8.GetBytes(json)));
        Assert.Contains(path, ErrorsOf(json));
    }

    private static bool Parses(byte[] policy)
    {
        try
        {
            return PolicyFile.Parse(policy).Version > 0;
        }
        catch (PolicyException)
        {
            return false;
        }
    }

    private static List<string> ErrorsOf(string json)
    {
        var errors = new List<string>();
        Judge(JsonNode.Parse(PolicySchema.Write())!.AsObject(), JsonNode.Parse(json, documentOptions: Options), "", errors);
        return errors;
    }

    /// <summary>The keywords the schema uses, judged as the draft says; a keyword that is none of them fails the test.</summary>
    private static void Judge(JsonObject schema, JsonNode? value, string path, List<string> errors)
    {
        foreach (var (keyword, operand) in schema)
        {
            switch (keyword)
            {
                case "$schema" or "title" or "description" or "$comment" or "$defs":
                    break;
                case "$ref":
                    var name = operand!.GetValue<string>()["#/$defs/".Length..];
                    Judge(JsonNode.Parse(Definitions[name])!.AsObject(), value, path, errors);
                    break;
                case "type":
                    Require(TypeOf(value) == operand!.GetValue<string>());
                    break;
                case "enum":
                    Require(operand!.AsArray().Any(o => JsonNode.DeepEquals(o, value)));
                    break;
                case "const":
                    Require(JsonNode.DeepEquals(operand, value));
                    break;
                case "pattern":
                    Require(TypeOf(value) != "string" || Regex.IsMatch(value!.GetValue<string>(), operand!.GetValue<string>()));
                    break;
                case "minimum":
                    Require(TypeOf(value) != "integer" || value!.GetValue<long>() >= operand!.GetValue<long>());
                    break;
                case "maximum":
                    Require(TypeOf(value) != "integer" || value!.GetValue<long>() <= operand!.GetValue<long>());
                    break;
                case "anyOf":
                    Require(operand!.AsArray().Any(o => Judged(o!.AsObject(), value)));
                    break;
                case "minItems":
                    Require(value is not JsonArray list || list.Count >= operand!.GetValue<int>());
                    break;
                case "items":
                    foreach (var element in value as JsonArray ?? [])
                    {
                        Judge(operand!.AsObject(), element, path, errors);
                    }

                    break;
                case "required":
                    errors.AddRange(operand!.AsArray().Select(o => o!.GetValue<string>())
                        .Where(key => value is JsonObject owner && !owner.ContainsKey(key)).Select(At));
                    break;
                case "properties":
                    foreach (var (key, member) in value as JsonObject ?? [])
                    {
                        if (operand!.AsObject()[key] is JsonObject known)
                        {
                            Judge(known, member, At(key), errors);
                        }
                    }

                    break;
                case "additionalProperties":
                    errors.AddRange(((value as JsonObject) ?? []).Select(m => m.Key)
                        .Where(key => !schema["properties"]!.AsObject().ContainsKey(key)).Select(At));
                    break;
                default:
                    Assert.Fail($"the schema uses {keyword}");
                    break;
            }

            void Require(bool holds)
            {
                if (!holds)
                {
                    errors.Add(path);
                }
            }
        }

        string At(string key) => path.Length == 0 ? key : $"{path}.{key}";
    }

    private static bool Judged(JsonObject schema, JsonNode? value)
    {
        var errors = new List<string>();
        Judge(schema, value, "", errors);
        return errors.Count == 0;
    }

    private static string TypeOf(JsonNode? value) => value?.GetValueKind() switch
    {
        JsonValueKind.Object => "object",
        JsonValueKind.Array => "array",
        JsonValueKind.String => "string",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        JsonValueKind.Number => value.ToJsonString().AsSpan().ContainsAny('.', 'e', 'E') ? "number" : "integer",
        _ => "null",
    };

    private static readonly Dictionary<string, string> Definitions =
        PolicySchema.Root()["$defs"]!.AsObject().ToDictionary(d => d.Key, d => d.Value!.ToJsonString());
}
