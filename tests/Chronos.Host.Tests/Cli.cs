using System.Text.Json;

namespace Chronos.Host.Tests;

/// <summary>Runs the real command line in this process.</summary>
internal sealed record Cli(int Code, string Out, string Error)
{
    public static async Task<Cli> RunAsync(params string[] args)
    {
        using var stdout = new StringWriter();
        using var stderr = new StringWriter();
        var code = await ChronosCli.RunAsync(args, stdout, stderr);
        return new Cli(code, stdout.ToString(), stderr.ToString());
    }

    public JsonDocument Json => JsonDocument.Parse(Out);

    /// <summary>Wrong usage or input: code 2 and one line that says what and where.</summary>
    public void AssertUsage(params string[] words)
    {
        Assert.Equal(2, Code);
        Assert.Single(Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.All(words, w => Assert.Contains(w, Error, StringComparison.Ordinal));
    }
}
