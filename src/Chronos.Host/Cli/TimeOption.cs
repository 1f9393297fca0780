using System.CommandLine;

namespace Chronos.Host.Cli;

/// <summary>Times on the command line.</summary>
internal static class TimeOption
{
    /// <summary>The first engine time wanted; null for the beginning.</summary>
    public static Option<string?> From() => Of("--from", "First engine time, ISO 8601 UTC. Default: the beginning.");

    /// <summary>The engine time to stop before; null for the end.</summary>
    public static Option<string?> To() => Of("--to", "Engine time to stop before, ISO 8601 UTC. Default: the end.");

    /// <summary>Nanoseconds since the Unix epoch; <paramref name="usual"/> where none is given.</summary>
    public static long Nanos(string? text, long usual) => text is not null && IsoTime.TryParse(text, out var nanos) ? nanos : usual;

    private static Option<string?> Of(string name, string description)
    {
        var option = new Option<string?>(name) { Description = description };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } text && !IsoTime.TryParse(text, out _))
            {
                result.AddError($"{name} must be an ISO 8601 UTC time, such as 2026-01-05T12:00:00Z.");
            }
        });
        return option;
    }
}
