using System.CommandLine;
using System.Globalization;
using System.Net;
using Chronos.Weex.Sandbox;

namespace Chronos.Host.Cli;

/// <summary><c>chronos weex-sandbox</c>: a local exchange that speaks WEEX's wire.</summary>
internal static class WeexSandboxCommand
{
    private const int SpeedMax = 1_000_000;
    private const int ExitSecondsMax = 604_800;

    public static Command Create()
    {
        var listen = new Option<string>("--listen") { Description = "Address and port; port 0 takes a free one.", DefaultValueFactory = _ => "127.0.0.1:8090" };
        var remote = new Option<bool>("--allow-remote") { Description = "Allow --listen to be more than loopback." };
        var quotes = new Option<string[]>("--quotes") { Description = "SYMBOL=FILE of recorded quotes; may be given several times. Default: synthetic series." };
        var speed = new Option<string>("--speed") { Description = "Recorded seconds per real second, or max.", DefaultValueFactory = _ => "60" };
        var seed = new Option<int?>("--seed") { Description = "Chooses the quantities behind the best level." };
        var config = new Option<string?>("--config") { Description = "Accounts, instruments, limits, switches; see docs/sandbox.md." };
        var exit = new Option<int?>("--exit-after") { Description = "End after so many seconds." };
        var command = new Command("weex-sandbox", "Runs a local exchange that speaks WEEX's wire.") { listen, remote, quotes, speed, seed, config, exit };
        command.SetAction((parsed, stop) =>
        {
            var options = OptionsOf(parsed.GetValue(config));
            options.Listen = EndPointOf(parsed.GetValue(listen)!);
            options.AllowRemote = parsed.GetValue(remote);
            options.Speed = SpeedOf(parsed.GetValue(speed)!);
            options.Seed = parsed.GetValue(seed) ?? options.Seed;
            options.Quotes = QuotesOf(parsed.GetValue(quotes) ?? []);
            return RunAsync(
                options, ExitOf(parsed.GetValue(exit)), parsed.InvocationConfiguration.Output, parsed.GetValue(SharedOptions.Json), stop);
        });
        return command;
    }

    private static async Task<int> RunAsync(WeexSandboxOptions options, TimeSpan wait, TextWriter output, bool json, CancellationToken stop)
    {
        WeexSandbox sandbox;
        try
        {
            sandbox = await WeexSandbox.StartAsync(options, stop).ConfigureAwait(false);
        }
        catch (ArgumentException e)
        {
            throw CliException.Input(e.Message);
        }
        catch (IOException e)
        {
            throw new CliException(ExitCode.CouldNotRun, $"cannot listen on {options.Listen}: {e.InnerException?.Message ?? e.Message}");
        }

        await using (sandbox.ConfigureAwait(false))
        {
            Tell(sandbox, options, output, json);
            // A sandbox whose clock has failed is told when it is disposed of.
            await Task.WhenAny(Task.Delay(wait, stop), sandbox.Completion).ConfigureAwait(false);
        }

        return ExitCode.Done;
    }

    private static void Tell(WeexSandbox sandbox, WeexSandboxOptions options, TextWriter output, bool json)
    {
        var address = sandbox.Address.ToString().TrimEnd('/');
        var sockets = address.Replace("http://", "ws://", StringComparison.Ordinal);
        if (json)
        {
            output.WriteLine(JsonLine.Of(w =>
            {
                w.WriteString("event", "ready");
                w.WriteString("address", address);
                w.WriteString("contractSockets", sockets + "/contract");
                w.WriteString("spotSockets", sockets + "/spot");
                w.WriteNumber("quotes", options.Quotes.Count);
                w.WriteNumber("accounts", options.Accounts.Count);
            }));
        }
        else
        {
            output.WriteLine($"ready      {address}");
            output.WriteLine($"sockets    {sockets}/contract, {sockets}/spot");
            output.WriteLine($"key        {options.Accounts[0].Key}, {options.Accounts.Count} accounts; {options.Quotes.Count} quotes");
        }

        output.Flush();
    }

    private static WeexSandboxOptions OptionsOf(string? path)
    {
        if (path is null)
        {
            return new WeexSandboxOptions();
        }

        try
        {
            return SandboxConfigFile.Parse(Files.Read(path, File.ReadAllText));
        }
        catch (FormatException e)
        {
            throw CliException.Input($"{path}: {e.Message}");
        }
    }

    private static List<SandboxQuote> QuotesOf(string[] files)
    {
        try
        {
            return files.Length == 0
                ? [.. Synthetic("quotes-synthetic-btcusdt.csv"), .. Synthetic("quotes-synthetic-ethusdt.csv")]
                : [.. files.SelectMany(FromFile)];
        }
        catch (FormatException e)
        {
            throw CliException.Input(e.Message);
        }
    }

    private static IReadOnlyList<SandboxQuote> Synthetic(string name)
    {
        using var reader = new StreamReader(new MemoryStream(Files.Embedded(name)));
        return QuoteCsv.Read(name, reader);
    }

    private static IReadOnlyList<SandboxQuote> FromFile(string argument)
    {
        var at = argument.IndexOf('=');
        if (at <= 0)
        {
            throw CliException.Input($"--quotes: '{argument}' is not SYMBOL=FILE");
        }

        return Files.Read(argument[(at + 1)..], path =>
        {
            using var reader = new StreamReader(path);
            return QuoteCsv.Read(path, reader, argument[..at]);
        });
    }

    private static IPEndPoint EndPointOf(string text) => IPEndPoint.TryParse(text, out var listen)
        ? listen
        : throw CliException.Input($"--listen: '{text}' is not an address and port");

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

    private static TimeSpan ExitOf(int? seconds) => seconds switch
    {
        null => Timeout.InfiniteTimeSpan,
        >= 1 and <= ExitSecondsMax => TimeSpan.FromSeconds(seconds.Value),
        _ => throw CliException.Input($"--exit-after: {seconds} is outside 1 to {ExitSecondsMax}"),
    };
}
