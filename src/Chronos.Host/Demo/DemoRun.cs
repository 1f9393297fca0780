using System.Security.Cryptography;
using Chronos.Core;
using Chronos.Core.Clocks;
using Chronos.Core.Commands;
using Chronos.Core.Journal;
using Chronos.Core.Journal.Proof;
using Chronos.Core.Model;
using Chronos.Core.Policies;
using Chronos.Core.Signing;
using Chronos.Core.Venues;
using Chronos.Host.Http;
using Chronos.Host.Quotes;
using Chronos.Host.Strategies;

namespace Chronos.Host.Demo;

/// <summary>The whole system on recorded quotes: sample policy, sample strategies, paper venue, API. Everything in it is simulated.</summary>
internal sealed class DemoRun(DemoOptions options, DemoReport report)
{
    private const string OperatorName = "demo";
    // Small files: a demo's journal is some megabytes, and every segment is written full of zeros ahead.
    private const long JournalBytes = 4 * 1024 * 1024;
    private const long RestartGapNanos = 60_000_000_000;
    private const UnixFileMode OwnerDirectory =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private static readonly string[] Synthetic = ["quotes-synthetic-btcusdt.csv", "quotes-synthetic-ethusdt.csv"];

    private readonly byte[] _operatorKey = RandomNumberGenerator.GetBytes(SealKey.SecretBytesMin);
    private readonly Policy _policy = PolicyFile.Parse(Files.Embedded("policy.json"));

    /// <summary>Runs to the end of the data, or until stopped; answers the exit code.</summary>
    public async Task<int> RunAsync(CancellationToken stop)
    {
        var series = ReadSeries();
        var directory = Path.GetFullPath(options.DataDirectory
            ?? Path.Combine("chronos-data", $"demo-{DateTime.UtcNow:yyyyMMdd-HHmmss}"));
        using var keys = OpenKeys(directory);
        var clock = new ManualClock(series.Max(s => s.StartNanos));
        var journal = new JournalOptions
        {
            DataDirectory = directory,
            RingBytes = JournalBytes,
            SegmentBytes = JournalBytes,
            Durability = Durability.Process,
            CheckpointKeyFile = MakeCheckpointKey(directory),
        };
        using var engine = NewEngine(keys, clock, journal);
        var recovered = engine.Recovered.Records;
        var tape = QuoteTape.Merge(series, recovered == 0 ? long.MinValue : engine.State.NowNanos + RestartGapNanos);
        clock.AdvanceTo(tape.Quotes[0].VenueTimeNanos);
        engine.Start();
        engine.WaitUntilIdle();
        await using var server = await StartServerAsync(engine, stop).ConfigureAwait(false);
        report.Begin(engine, tape, options.Quotes.Count == 0, recovered, server?.Address);
        await ArmAsync(engine).ConfigureAwait(false);
        return await PlayAsync(engine, clock, tape, server, stop).ConfigureAwait(false);
    }

    private async Task<int> PlayAsync(
        ChronosEngine engine, ManualClock clock, QuoteTape tape, HostServer? server, CancellationToken stop)
    {
        StrategySeat[] seats =
        [
            new(engine, new MomentumStrategy(_policy)),
            new(engine, new MeanReversionStrategy(_policy)),
        ];
        var feeder = new QuoteFeeder(engine, clock, seats);
        var completed = await Task.Run(() => feeder.Play(tape, new Pace(options.Speed), stop), CancellationToken.None)
            .ConfigureAwait(false);
        var summary = DemoSummary.Of(engine, feeder, options.Quotes.Count == 0, completed);
        if (completed && !options.Exit)
        {
            report.DataEnded(server?.Address);
            await WaitAsync(stop).ConfigureAwait(false);
            summary = DemoSummary.Of(engine, feeder, options.Quotes.Count == 0, completed);
        }

        if (server is not null)
        {
            await server.StopAsync().ConfigureAwait(false);
        }

        var clean = engine.Stop();
        report.End(summary, engine);
        engine.Dispose();
        RemoveRingDirectory(engine.Options.Journal.DataDirectory);
        return clean ? ExitCode.Done : throw new CliException(
            ExitCode.CouldNotRun, $"the engine did not stop in good order: {engine.Failure?.Message ?? "the journal was not closed"}");
    }

    private List<QuoteSeries> ReadSeries() => options.Quotes.Count != 0
        ? [.. options.Quotes.Select(path => QuoteFile.Read(path, _policy))]
        : [.. Synthetic.Select(name => QuoteFile.Read(
            name, new StreamReader(new MemoryStream(Files.Embedded(name))), _policy))];

    private static KeyRing OpenKeys(string directory)
    {
        var path = Path.Combine(directory, "seal.key");
        CreateDirectory(directory);
        if (!File.Exists(path))
        {
            SealKeyFile.Create(path, 1);
        }

        return SealKeyFile.Read(path);
    }

    private static string MakeCheckpointKey(string directory)
    {
        var path = Path.Combine(directory, "checkpoint.key");
        if (!File.Exists(path))
        {
            CheckpointKeyFile.Create(path);
        }

        return path;
    }

    private static void CreateDirectory(string directory)
    {
        try
        {
            if (OperatingSystem.IsWindows())
            {
                Directory.CreateDirectory(directory);
            }
            else
            {
                Directory.CreateDirectory(directory, OwnerDirectory);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CliException.Input($"--data: {directory} cannot be made: {e.Message}");
        }
    }

    private ChronosEngine NewEngine(KeyRing keys, ManualClock clock, JournalOptions journal) => new(new ChronosOptions
    {
        Policy = _policy,
        Keys = keys,
        Journal = journal,
        Venues = [.. _policy.Venues.Select(v => new PaperVenue(new PaperVenueOptions { Name = v.Name }))],
        Operators = new Dictionary<string, ReadOnlyMemory<byte>> { [OperatorName] = _operatorKey },
        Mode = EngineMode.Paper,
        TickMillis = 0,
        Clock = clock,
    });

    private async Task<HostServer?> StartServerAsync(ChronosEngine engine, CancellationToken stop) => options.Port is { } port
        ? await HostServer.StartAsync(engine, new System.Net.IPEndPoint(System.Net.IPAddress.Loopback, port), stop).ConfigureAwait(false)
        : null;

    /// <summary>The key of the command is the place in the journal: the same in every first run, and never used before in later ones.</summary>
    private async Task ArmAsync(ChronosEngine engine)
    {
        var command = OperatorCommand.Create(
            CommandAction.Arm, OperatorName, "demo arms itself", (ulong)engine.Counters.LastSequence);
        command.CreatedAtNanos = engine.Options.Clock.NowNanos();
        var outcome = await engine.CommandAsync(command.SignedWith(_operatorKey)).ConfigureAwait(false);
        if (outcome != ReasonCode.None)
        {
            throw new CliException(ExitCode.CouldNotRun, $"the demo could not arm: {outcome}");
        }

        engine.WaitUntilIdle();
    }

    /// <summary>The ring is gone after a clean stop; a directory that still holds something stays.</summary>
    private static void RemoveRingDirectory(string dataDirectory)
    {
        var directory = Recovery.DefaultRingDirectory(dataDirectory);
        if (directory != dataDirectory && Directory.Exists(directory) && !Directory.EnumerateFileSystemEntries(directory).Any())
        {
            Directory.Delete(directory);
        }
    }

    private static async Task WaitAsync(CancellationToken stop)
    {
        try
        {
            await Task.Delay(Timeout.Infinite, stop).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // This is how it is told to end.
        }
    }
}
