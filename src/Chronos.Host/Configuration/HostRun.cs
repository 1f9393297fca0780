using Chronos.Core;
using Chronos.Core.Journal;
using Chronos.Core.Model;
using Chronos.Core.Policies;
using Chronos.Core.Routing;
using Chronos.Core.Signing;
using Chronos.Core.Venues;
using Chronos.Host.Archive;
using Chronos.Host.Cli;
using Chronos.Host.Demo;
using Chronos.Host.Http;
using Chronos.Host.Quotes;

namespace Chronos.Host.Configuration;

/// <summary>A host from its configuration: starts Halted, runs until told to stop, stops in order.</summary>
internal sealed class HostRun(HostConfiguration configuration, TextWriter output, bool json)
{
    /// <summary>Runs; answers the exit code.</summary>
    public async Task<int> RunAsync(CancellationToken stop)
    {
        var policy = ReadPolicy();
        var tape = ReadQuotes(policy);
        using var keys = SealKeyFile.Read(configuration.SealKeyPath);
        await RecoveryProcess.RunAsync(configuration.DataDirectory, configuration.RingDirectory, stop).ConfigureAwait(false);
        using var engine = NewEngine(policy, keys);
        engine.Start();
        using var archive = StartArchive(engine);
        await using var server = await HostServer.StartAsync(engine, configuration.Listen, stop, configuration.ArchiveProgress).ConfigureAwait(false);
        Tell(engine, server.Address);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var player = Task.Run(() => Play(engine, tape, ending.Token), CancellationToken.None);
        await WaitAsync(engine, stop).ConfigureAwait(false);
        await ending.CancelAsync().ConfigureAwait(false);
        await player.ConfigureAwait(false);
        await server.StopAsync().ConfigureAwait(false);
        var clean = engine.Stop();
        EndArchive(archive);
        Say("stopped", engine.Failure?.Message);
        if (engine.Follower?.Status.Alarm is { } alarm)
        {
            throw new CliException(ExitCode.CheckFailed, "the follower raised the alarm: " + alarm);
        }

        return clean ? ExitCode.Done : throw new CliException(
            ExitCode.CouldNotRun, $"the engine did not stop in good order: {engine.Failure?.Message ?? "the journal was not closed"}");
    }

    /// <summary>Trouble with the archive is told and stops nothing.</summary>
    private ArchiveWriter? StartArchive(ChronosEngine engine)
    {
        if (configuration.Archive is not { } options)
        {
            return null;
        }

        var archive = new ArchiveWriter(
            configuration.DataDirectory, () => engine.Journal.Synced, options, configuration.ArchiveProgress!, message => Say("archive", message));
        archive.Start();
        return archive;
    }

    private void EndArchive(ArchiveWriter? archive)
    {
        if (archive is not null && !archive.Stop() && configuration.ArchiveProgress!.Failure is null)
        {
            Say("archive", $"archive: stands at sequence {configuration.ArchiveProgress.Archived}; the next run goes on from there");
        }
    }

    private Policy ReadPolicy()
    {
        try
        {
            return Files.ReadPolicy(configuration.PolicyPath);
        }
        catch (PolicyException e)
        {
            throw Refused(string.Join("; ", e.Errors.Select(error => $"{configuration.PolicyPath}: {error}")));
        }
        catch (CliException e)
        {
            throw Refused("policy: " + e.Message);
        }
    }

    private QuoteTape? ReadQuotes(Policy policy) => configuration.Quotes.Count == 0
        ? null
        : QuoteTape.Merge([.. configuration.Quotes.Select(path => QuoteFile.Read(path, policy))], long.MinValue);

    private ChronosEngine NewEngine(Policy policy, KeyRing keys)
    {
        try
        {
            return new ChronosEngine(new ChronosOptions
            {
                Policy = policy,
                Keys = keys,
                Journal = new JournalOptions
                {
                    DataDirectory = configuration.DataDirectory,
                    RingDirectory = configuration.RingDirectory,
                    Durability = configuration.Durability,
                    CheckpointKeyFile = configuration.CheckpointKeyPath,
                },
                Venues = [.. policy.Venues.Select(v => NewVenue(v.Name))],
                Operators = KeysOf(configuration.OperatorKeyPaths),
                Approvers = KeysOf(configuration.ApproverKeyPaths),
                Mode = configuration.Mode,
                Follower = configuration.Follower,
            });
        }
        catch (ArgumentException e)
        {
            throw Refused(e.Message);
        }
    }

    private static Dictionary<string, ReadOnlyMemory<byte>> KeysOf(IReadOnlyDictionary<string, string> paths) =>
        paths.ToDictionary(p => p.Key, p => (ReadOnlyMemory<byte>)OperatorKeyFile.Read(p.Value));

    private IVenue NewVenue(string name) => configuration.Mode == EngineMode.Shadow
        ? new ShadowVenue(name, configuration.OpeningBalance)
        : new PaperVenue(new PaperVenueOptions
        {
            Name = name,
            OpeningBalance = configuration.OpeningBalance,
            TakerFeePpm = configuration.TakerFeePpm,
            MakerFeePpm = configuration.MakerFeePpm,
        });

    private void Tell(ChronosEngine engine, string address)
    {
        if (json)
        {
            output.WriteLine(JsonLine.Of(w =>
            {
                w.WriteString("event", "started");
                w.WriteBoolean("simulated", true);
                w.WriteString("mode", configuration.Mode.ToString());
                w.WriteString("stage", engine.Options.Stage.ToString());
                w.WriteString("tradingState", engine.TradingState.ToString());
                w.WriteString("address", address);
                w.WriteString("journal", configuration.DataDirectory);
                w.WriteNumber("recordsReplayed", engine.Recovered.Records);
                w.WriteNumber("snapshotSequence", engine.Recovered.SnapshotSequence);
                w.WriteStartArray("findings");
                foreach (var finding in Noteworthy(engine))
                {
                    w.WriteStringValue($"{finding.Verdict}: {finding.Message}");
                }

                w.WriteEndArray();
            }));
        }
        else
        {
            output.WriteLine($"ChronosX host: SIMULATED. Mode {configuration.Mode}, stage {engine.Options.Stage}; no order reaches a real venue.");
            output.WriteLine($"state     {engine.TradingState}: an operator must arm it");
            output.WriteLine($"policy    {engine.Options.Policy.Name} version {engine.Options.Policy.Version}, hash {Convert.ToHexStringLower(engine.Options.Policy.Hash)}");
            output.WriteLine($"journal   {configuration.DataDirectory}, durability {configuration.Durability}, {engine.Recovered.Records} records replayed identically{BehindSnapshot(engine)}");
            foreach (var finding in Noteworthy(engine))
            {
                output.WriteLine($"recovery  {finding.Verdict}: {finding.Message}");
            }

            output.WriteLine($"http      {address}");
        }

        output.Flush();
    }

    private static string BehindSnapshot(ChronosEngine engine) => engine.Recovered.SnapshotSequence == 0
        ? ""
        : $" behind the snapshot of {engine.Recovered.SnapshotSequence}";

    private static IEnumerable<RecoveryFinding> Noteworthy(ChronosEngine engine) =>
        engine.RecoveryFindings.Where(f => f.Verdict != RecoveryVerdict.Clean);

    /// <summary>Recorded quotes at the pace they were recorded at, once.</summary>
    private static void Play(ChronosEngine engine, QuoteTape? tape, CancellationToken stop)
    {
        var pace = new Pace(1);
        foreach (var quote in tape?.Quotes ?? [])
        {
            if (!pace.WaitFor(quote.VenueTimeNanos, stop) || !engine.IsRunning)
            {
                return;
            }

            // A quote that finds the ring full is dropped: the next one is newer.
            engine.TryQuote(in quote);
        }
    }

    private async Task WaitAsync(ChronosEngine engine, CancellationToken stop)
    {
        var isTold = false;
        string? toldTrouble = null;
        while (!stop.IsCancellationRequested && engine.IsRunning)
        {
            if (!isTold && engine.Follower?.Status.Alarm is { } alarm)
            {
                isTold = true;
                Say("alarm", alarm);
            }

            if (engine.Journal.Trouble is { } trouble && trouble.Split(':')[0] != toldTrouble)
            {
                toldTrouble = trouble.Split(':')[0];
                Say("disk", trouble);
            }

            await Task.Delay(100, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void Say(string what, string? failure) => output.WriteLine(json
        ? JsonLine.Of(w =>
        {
            w.WriteString("event", what);
            w.WriteString("failure", failure);
        })
        : what + (failure is null ? "" : ": " + failure));

    private static CliException Refused(string what) => new(ExitCode.Configuration, "refused to start: " + what);
}
