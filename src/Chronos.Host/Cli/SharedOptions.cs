using System.CommandLine;

namespace Chronos.Host.Cli;

/// <summary>Options more than one verb has.</summary>
internal static class SharedOptions
{
    /// <summary>Machine output; every verb has it.</summary>
    public static Option<bool> Json { get; } = new("--json") { Description = "Print JSON.", Recursive = true };

    /// <summary>Where a host listens.</summary>
    public static Option<string> Url() => new("--url")
    {
        Description = "Address of the host.",
        DefaultValueFactory = _ => "http://127.0.0.1:8000",
    };
}
