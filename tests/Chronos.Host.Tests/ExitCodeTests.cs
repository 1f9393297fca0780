using System.Diagnostics;
using Chronos.Core;
using Chronos.Core.Journal;
using Chronos.Core.Tests.Journal.Proof;

namespace Chronos.Host.Tests;

/// <summary>What <c>run</c> ends with, each code by its real cause. Where a system call must fail, the host is a process under strace.</summary>
public class ExitCodeTests
{
    private const int FailFast = 134;
    private const int EndMillisMax = 30_000;

    /// <summary>Every code of a refused start, and the test that provokes it.</summary>
    private static readonly Dictionary<RefusalCode, string> Provoked = new()
    {
        [RefusalCode.Configuration] = nameof(RunTests.TellsEverythingWrongWithAConfiguration),
        [RefusalCode.Corrupt] = nameof(ADamagedJournalIs65),
        [RefusalCode.Foreign] = nameof(TheJournalOfAnotherEngineOrModeIs66),
        [RefusalCode.ReplayMismatch] = nameof(AJournalThatReplaysDifferentlyIs67),
        [RefusalCode.Key] = nameof(RunTests.RefusesToStartWithoutASealKey),
        [RefusalCode.FileSystem] = "MountTableTests.RefusesWhatIsNoDisk: only a live engine asks, and run refuses mode Live",
        [RefusalCode.SelfTest] = nameof(SyncErrorsThatGoUnseenAre70),
        [RefusalCode.Busy] = nameof(RunTests.TheSampleStartsHaltedIsArmedAndStopsInOrder),
        [RefusalCode.NoSpace] = nameof(NoSpaceIs72),
        [RefusalCode.Device] = nameof(AReadErrorIs73),
    };

    [Fact]
    public void EveryRefusalHasACodeOfItsOwnAndATest()
    {
        Assert.Equal(Enum.GetValues<RefusalCode>().Order(), Provoked.Keys.Order());
        var codes = Enum.GetValues<RefusalCode>().Select(c => (int)c).Concat([ExitCode.Done, ExitCode.CheckFailed, ExitCode.Usage, ExitCode.CouldNotRun, FailFast]).ToArray();
        Assert.Equal(codes.Length, codes.Distinct().Count());
        Assert.Equal((ExitCode.Configuration, ExitCode.SealKey), ((int)RefusalCode.Configuration, (int)RefusalCode.Key));
    }

    [Fact]
    public async Task AnUnknownOptionIs2() => Assert.Equal(2, (await Cli.RunAsync("run", "--what")).Code);

    [Fact]
    public async Task AnAddressInUseIs3()
    {
        using var host = new StoppedHost();
        var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        var text = await File.ReadAllTextAsync(host.Config);
        await File.WriteAllTextAsync(host.Config, text.Replace("127.0.0.1:0", $"{listener.LocalEndpoint}", StringComparison.Ordinal));

        var run = await Cli.RunAsync("run", "--config", host.Config);
        listener.Stop();

        Assert.Equal(3, run.Code);
    }

    [Fact]
    public async Task StartedAndStoppedInOrderIs0()
    {
        using var host = new StoppedHost();
        await host.RunOnce();
        Assert.Equal(RecoveryVerdict.Clean, Recovery.Inspect(host.Data, host.Ring).Verdict);
    }

    [Fact]
    public async Task ADamagedJournalIs65()
    {
        using var host = new StoppedHost();
        await host.RunOnce();
        Flip(JournalFiles.Segments(host.Data)[0], SegmentHeader.DataOffset + JournalFrame.Bytes + 50);
        await host.AssertRefused(65, "does not match its CRC");
    }

    [Fact]
    public async Task TheJournalOfAnotherEngineOrModeIs66()
    {
        using var host = new StoppedHost();
        await host.RunOnce();
        var config = await File.ReadAllTextAsync(host.Config);
        await File.WriteAllTextAsync(host.Config, config.Replace("\"mode\": \"Paper\"", "\"mode\": \"Shadow\"", StringComparison.Ordinal));
        await host.AssertRefused(66, "the journal is of mode Paper");

        await File.WriteAllTextAsync(host.Config, config);
        var id = Path.Combine(host.Data, JournalFiles.EngineIdName);
        await File.WriteAllTextAsync(id, new string('0', 32) + "\n");
        await host.AssertRefused(66, "belongs to engine");
    }

    [Fact]
    public async Task AJournalThatReplaysDifferentlyIs67()
    {
        using var host = new StoppedHost();
        await host.RunOnce();
        var forger = new Forger(host.Data);
        var stop = forger.Segments[^1].Items.FindLast(i => Forger.HeaderOf(i).Type == (ushort)EventKind.EngineStop)!;
        stop[JournalRecord.HeaderBytes + RecordPayload.HeadBytes] ^= 1;
        forger.Save();
        await host.AssertRefused(67, "does not replay to what it recorded");
    }

    [FactIfInstalled("strace")]
    public async Task SyncErrorsThatGoUnseenAre70()
    {
        using var host = new StoppedHost();
        Assert.Equal(70, await host.RunUnder("fdatasync", "retval=0", happened: "(INJECTED)"));
    }

    [FactIfInstalled("strace")]
    public async Task NoSpaceIs72()
    {
        using var host = new StoppedHost();
        Assert.Equal(72, await host.RunUnder("pwrite64", "error=ENOSPC:when=3", happened: "ENOSPC"));
    }

    [FactIfInstalled("strace")]
    public async Task AReadErrorIs73()
    {
        using var host = new StoppedHost();
        await host.RunOnce();
        Assert.Equal(73, await host.RunUnder("pread64", "error=EIO:when=1", happened: "EIO", "-P", JournalFiles.Segments(host.Data)[0]));
    }

    [FactIfInstalled("strace")]
    public async Task AFailedSyncIs134AndTheNextRunGoesOn()
    {
        using var host = new StoppedHost();
        Assert.Equal(FailFast, await host.RunUnder("fdatasync", "error=EIO:when=6", happened: "EIO"));
        Assert.Contains("fdatasync failed", await File.ReadAllTextAsync(Path.Combine(host.Ring, JournalFiles.ReasonName)), StringComparison.Ordinal);
        Assert.NotEqual(RecoveryVerdict.Clean, Recovery.Inspect(host.Data, host.Ring).Verdict);
        await host.RunOnce();
        Assert.Equal(0, (await Cli.RunAsync("journal", "replay", host.Data)).Code);
    }

    private static void Flip(string path, int offset)
    {
        var bytes = File.ReadAllBytes(path);
        bytes[offset] ^= 1;
        File.WriteAllBytes(path, bytes);
    }

    /// <summary>The sample's configuration with its keys and without a follower, in a directory of its own.</summary>
    private sealed class StoppedHost : IDisposable
    {
        private readonly TemporaryDirectory _directory = new();

        public StoppedHost()
        {
            foreach (var file in (string[])["policy.json", "quotes-synthetic-btcusdt.csv", "quotes-synthetic-ethusdt.csv"])
            {
                File.Copy(RepositoryFiles.PathOf("samples/" + file), _directory[file]);
            }

            foreach (var (kind, file) in ((string, string)[])[("seal", "seal.key"), ("operator", "alice.key"), ("operator", "bob.key"), ("checkpoint", "checkpoint.key")])
            {
                Assert.Equal(0, Cli.RunAsync("keys", "new", "--kind", kind, "--out", _directory[file]).GetAwaiter().GetResult().Code);
            }

            Config = _directory.Write(
                "host.json",
                File.ReadAllText(RepositoryFiles.PathOf("samples/host.json"))
                    .Replace("\"../chronos-data/host\"", "\"data\", \"ringDirectory\": \"ring\", \"follow\": false", StringComparison.Ordinal)
                    .Replace("127.0.0.1:8000", "127.0.0.1:0", StringComparison.Ordinal));
        }

        public string Config { get; }

        public string Data => _directory["data"];

        public string Ring => _directory["ring"];

        public async Task RunOnce()
        {
            using var stop = new CancellationTokenSource();
            using var stdout = new StringWriter();
            using var stderr = new StringWriter();
            var running = ChronosCli.RunAsync(["run", "--config", Config, "--json"], TextWriter.Synchronized(stdout), stderr, stop.Token);
            while (!running.IsCompleted && !stdout.ToString().Contains("started", StringComparison.Ordinal))
            {
                await Task.Delay(20);
            }

            await stop.CancelAsync();
            Assert.Equal((0, ""), (await running, stderr.ToString()));
        }

        public async Task AssertRefused(int code, string why)
        {
            var run = await Cli.RunAsync("run", "--config", Config);
            Assert.Equal(code, run.Code);
            Assert.StartsWith("chronos: refused to start: ", run.Error, StringComparison.Ordinal);
            Assert.Contains(why, run.Error, StringComparison.Ordinal);
        }

        /// <summary>The exit code of a host of which one system call is made to fail.</summary>
        public async Task<int> RunUnder(string call, string injection, string happened, params string[] options)
        {
            var log = _directory["strace.log"];
            string[] arguments =
            [
                "-f", "-qq", "-o", log, "-e", "trace=" + call, "-e", $"inject={call}:{injection}", .. options,
                "dotnet", Path.Combine(AppContext.BaseDirectory, "chronos.dll"), "run", "--config", Config,
            ];
            var start = new ProcessStartInfo(DebianProgram.Find("strace")!, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
            start.Environment["DOTNET_DbgEnableMiniDump"] = "0";
            using var process = Process.Start(start)!;
            var output = process.StandardOutput.ReadToEndAsync();
            var error = process.StandardError.ReadToEndAsync();
            using var late = new CancellationTokenSource(EndMillisMax);
            try
            {
                await process.WaitForExitAsync(late.Token);
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
                Assert.Fail($"the host did not end: {await output} {await error}");
            }

            Assert.Contains(happened, await File.ReadAllTextAsync(log), StringComparison.Ordinal);
            return process.ExitCode;
        }

        public void Dispose() => _directory.Dispose();
    }
}
