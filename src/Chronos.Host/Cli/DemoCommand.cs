using System.CommandLine;
using System.Globalization;
using Chronos.Host.Demo;

namespace Chronos.Host.Cli;

/// <summary><c>chronos demo</c>.</summary>
internal static class DemoCommand
{
    private const int SpeedMax = 1_000_000;

    public static Command Create()
    {
        var quotes = new Option<string[]>("--quotes") { Description = "Recorded quotes; may be given several times. Default: a synthetic series." };
        var data = new Option<string?>("--data") { Description = "Journal directory. Default: a new one under chronos-data." };
        var speed = new Option<string>("--speed") { Description = "Recorded seconds per real second, or max.", DefaultValueFactory = _ => "60" };
        var port = new Option<int?>("--port") { Description = "Port of the API on 127.0.0.1. Default 8000; with --speed max --exit none." };
        var exit = new Option<bool>("--exit") { Description = "End with the data." };
        var demo = new Command("demo", "Runs the whole system, simulated, on recorded quotes.") { quotes, data, speed, port, exit };
        demo.SetAction((parsed, stop) =>
        {
            var pace = SpeedOf(parsed.GetValue(speed)!);
            var ends = parsed.GetValue(exit);
            var options = new DemoOptions
            {
                Quotes = parsed.GetValue(quotes) ?? [],
                DataDirectory = parsed.GetValue(data),
                Speed = pace,
                Port = PortOf(parsed.GetValue(port), isWanted: pace != 0 || !ends),
                Exit = ends,
            };
            var report = new DemoReport(parsed.InvocationConfiguration.Output, parsed.GetValue(SharedOptions.Json));
            return new DemoRun(options, report).RunAsync(stop);
        });
        return demo;
    }

    private static int SpeedOf(string text)
    {
        if (text == "max")
        {
            return 0;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var speed) && speed is >= 1 and <= SpeedMax
            ? speed
            : throw CliException.Input($"--speed: '{text}' is neither max nor 1 to {SpeedMax}");
    }

    private static int? PortOf(int? port, bool isWanted) => port switch
    {
        null => isWanted ? 8000 : null,
        >= 0 and <= ushort.MaxValue => port,
        _ => throw CliException.Input($"--port: {port} is outside 0 to {ushort.MaxValue}"),
    };
}
