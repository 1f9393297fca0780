using System.Text.Json;

namespace Chronos.Host.Http;

/// <summary>The value of a field as it stands in the body.</summary>
/// <param name="Type">None when the field is absent.</param>
/// <param name="Text">Of a string what it says, of a number what is written; empty otherwise.</param>
internal readonly record struct JsonValue(JsonTokenType Type, string Text);
