using System.Diagnostics;

namespace Chronos.Conventions.Tests.Packaging;

/// <summary>Runs the SDK as a person at a fresh prompt would.</summary>
internal static class DotnetCommand
{
    private const int MillisMax = 240_000;

    /// <summary>Runs a command and returns what it printed; fails with all of that when it does not end with 0 in time.</summary>
    public static string Run(string directory, string packages, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            WorkingDirectory = directory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // What the surrounding test run has set for itself must not reach another build.
        foreach (var name in start.Environment.Keys.Where(IsOfTheTestRun).ToArray())
        {
            start.Environment.Remove(name);
        }

        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        start.Environment["DOTNET_NOLOGO"] = "1";
        start.Environment["NUGET_PACKAGES"] = packages;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(MillisMax))
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
        }

        var text = output.GetAwaiter().GetResult();
        Assert.True(
            process.ExitCode == 0,
            $"dotnet {string.Join(' ', arguments)} ended with {process.ExitCode}:\n{text}\n{errors.GetAwaiter().GetResult()}");
        return text;
    }

    private static bool IsOfTheTestRun(string name) =>
        name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("VSTEST", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("CORECLR", StringComparison.OrdinalIgnoreCase)
        || name is "DOTNET_CLI_CONTEXT_VERBOSE" or "TargetFramework" or "Configuration" or "Platform";
}
