using System.Net;
using System.Text.Json;

namespace Chronos.Host.Cli;

/// <summary>Reads what a host answered.</summary>
internal static class Answer
{
    /// <summary>One line for a problem answered by a host.</summary>
    public static string Problem(HttpStatusCode status, string body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            var root = json.RootElement;
            var code = root.TryGetProperty("codeName", out var name) ? $" {root.GetProperty("code")} {name}" : "";
            return $"{(int)status}{code}: {root.GetProperty("detail").GetString()}";
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return $"{(int)status}: not an answer of a ChronosX host";
        }
    }
}
