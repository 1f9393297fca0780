using System.Text.Json;
using Chronos.Weex.Sandbox.Control;

namespace Chronos.Weex.Sandbox;

/// <summary>Reads the configuration file of a sandbox: JSON with comments, keys as in <see cref="WeexSandboxOptions"/>.</summary>
public static class SandboxConfigFile
{
    /// <summary>Options of a text; throws <see cref="FormatException"/> saying what is wrong in it.</summary>
    public static WeexSandboxOptions Parse(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, SandboxJsonContext.Default.WeexSandboxOptions)
                ?? throw new FormatException("the configuration is null");
        }
        catch (JsonException e)
        {
            throw new FormatException(e.Message, e);
        }
    }
}
