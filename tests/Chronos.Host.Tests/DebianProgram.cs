using System.Diagnostics;

namespace Chronos.Host.Tests;

/// <summary>Programs of the distribution, found in the path or where Debian keeps those of PostgreSQL, and run to their end.</summary>
internal static class DebianProgram
{
    private const int WaitMillis = 60_000;

    public static string? Find(string name)
    {
        var servers = Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").OrderDescending(StringComparer.Ordinal).Select(d => Path.Combine(d, "bin"))
            : [];
        return (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Concat(servers).Select(d => Path.Combine(d, name)).FirstOrDefault(File.Exists);
    }

    /// <summary>Runs it and answers what it printed; fails the test where it fails.</summary>
    public static string Run(string name, string? input, params string[] arguments)
    {
        var start = new ProcessStartInfo(Find(name)!, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        Assert.True(process.WaitForExit(WaitMillis), $"{name} does not end");
        Assert.True(process.ExitCode == 0, $"{name} ended with {process.ExitCode}: {error.Result}");
        return output.Result;
    }
}
