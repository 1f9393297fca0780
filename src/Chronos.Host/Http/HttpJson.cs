using System.Text.Json;
using System.Text.Json.Serialization;

namespace Chronos.Host.Http;

/// <summary>Writers of everything the API answers, made by the compiler.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(DecisionJson))]
[JsonSerializable(typeof(ProblemJson))]
[JsonSerializable(typeof(HealthJson))]
[JsonSerializable(typeof(StatusJson))]
[JsonSerializable(typeof(ControlJson))]
[JsonSerializable(typeof(PendingListJson))]
internal sealed partial class HttpJson : JsonSerializerContext;
