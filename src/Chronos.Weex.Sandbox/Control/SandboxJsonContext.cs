using System.Text.Json.Serialization;
using Chronos.Weex.Sandbox.Faults;

namespace Chronos.Weex.Sandbox.Control;

/// <summary>JSON of faults and of the configuration file; unknown members are refused.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    ReadCommentHandling = System.Text.Json.JsonCommentHandling.Skip,
    AllowTrailingCommas = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(Fault))]
[JsonSerializable(typeof(WeexSandboxOptions))]
internal sealed partial class SandboxJsonContext : JsonSerializerContext;
