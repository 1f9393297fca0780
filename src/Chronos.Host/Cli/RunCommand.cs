using System.CommandLine;
using Chronos.Host.Configuration;

namespace Chronos.Host.Cli;

/// <summary><c>chronos run</c>: the host as deployed.</summary>
internal static class RunCommand
{
    public static Command Create()
    {
        var file = new Option<string>("--config") { Required = true, Description = "The configuration; see docs/cli.md." };
        var run = new Command("run", "Runs the host until it is told to stop.") { file };
        run.SetAction((parsed, stop) => new HostRun(
            HostConfiguration.Read(parsed.GetValue(file)!),
            parsed.InvocationConfiguration.Output,
            parsed.GetValue(SharedOptions.Json)).RunAsync(stop));
        return run;
    }
}
