using System.Diagnostics;
using System.Globalization;

namespace Chronos.Core.Tests.Faults;

/// <summary>A process of its own. Disposing kills it.</summary>
internal sealed class ChildProcess : IDisposable
{
    public const int Killed = 137;
    public const int FailFast = 134;
    private const int EndMillisMax = 60_000;

    private readonly Process _process;
    private readonly Task<string> _errors;
    private readonly List<string> _lines = [];
    private readonly Thread _reader;

    private ChildProcess(string[] command, (string Key, string Value)[] environment)
    {
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        start.Environment["DOTNET_DbgEnableMiniDump"] = "0";
        start.Environment["DOTNET_gcServer"] = "0";
        foreach (var (key, value) in environment)
        {
            start.Environment[key] = value;
        }

        _process = Process.Start(start)!;
        _errors = _process.StandardError.ReadToEndAsync();
        _reader = new Thread(Read) { IsBackground = true };
        _reader.Start();
    }

    public bool HasExited => _process.HasExited;

    /// <summary>How it ended: exit code (128 and the signal where a signal ended it), what it printed.</summary>
    public readonly record struct Ended(int Code, string[] Lines, string Error)
    {
        /// <summary>Last sequence it has told to be synced.</summary>
        public long Synced => Number("synced", 1);

        /// <summary>A number of the last line that begins with a word; 0 where there is none.</summary>
        public long Number(string word, int place) => Lines.LastOrDefault(l => l.StartsWith(word + " ", StringComparison.Ordinal)) is { } line
            ? long.Parse(line.Split(' ')[place], CultureInfo.InvariantCulture)
            : 0;
    }

    /// <summary>The engine and journal that are made to be killed.</summary>
    public static ChildProcess Start(Strace? strace, string[] arguments, params (string Key, string Value)[] environment) =>
        Start(ChildBuild.Shipped, strace, arguments, environment);

    /// <summary>The same of a chosen build.</summary>
    public static ChildProcess Start(
        ChildBuild build, Strace? strace, string[] arguments, params (string Key, string Value)[] environment) =>
        new([.. strace?.Prefix ?? [], "dotnet", build.Program, .. arguments], [.. build.Environment, .. environment]);

    /// <summary>A program of the system that goes on beside the test.</summary>
    public static ChildProcess Begin(params string[] command) => new(command, []);

    public static Ended Run(string[] command)
    {
        using var process = new ChildProcess(command, []);
        return process.WaitForEnd();
    }

    /// <summary>Runs a program of the system; fails the test where it fails.</summary>
    public static void Must(params string[] command)
    {
        var end = Run(command);
        Assert.True(end.Code == 0, $"{string.Join(' ', command)} ended with {end.Code}: {end.Error}");
    }

    public string[] Lines()
    {
        lock (_lines)
        {
            return [.. _lines];
        }
    }

    /// <summary>Waits until it has printed so many lines, or has ended.</summary>
    public void WaitForLines(int count)
    {
        var clock = Stopwatch.StartNew();
        while (Lines().Length < count && !HasExited)
        {
            Assert.True(clock.ElapsedMilliseconds < EndMillisMax, "the process says nothing");
            Thread.Sleep(1);
        }
    }

    /// <summary>Waits until it stands still by a signal, or has ended.</summary>
    public void WaitUntilStopped()
    {
        var clock = Stopwatch.StartNew();
        while (!HasExited && !IsStopped())
        {
            Assert.True(clock.ElapsedMilliseconds < EndMillisMax, "the process does not stop");
            Thread.Sleep(1);
        }
    }

    /// <summary>Sends it a signal, by its name.</summary>
    public void Signal(string name) => Must("sh", "-c", string.Create(CultureInfo.InvariantCulture, $"kill -{name} {_process.Id}"));

    public void EndInput() => _process.StandardInput.Close();

    public Ended Kill()
    {
        _process.Kill();
        return WaitForEnd();
    }

    public Ended WaitForEnd()
    {
        Assert.True(_process.WaitForExit(EndMillisMax), "the process did not end");
        _reader.Join();
        return new Ended(_process.ExitCode, Lines(), _errors.GetAwaiter().GetResult());
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit();
        }

        _process.Dispose();
    }

    private bool IsStopped()
    {
        try
        {
            // The state stands behind the name, which is in brackets.
            var status = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{_process.Id}/stat"));
            return status[status.LastIndexOf(')') + 2] == 'T';
        }
        catch (IOException)
        {
            // It has ended in between.
            return false;
        }
    }

    private void Read()
    {
        while (_process.StandardOutput.ReadLine() is { } line)
        {
            lock (_lines)
            {
                _lines.Add(line);
            }
        }
    }
}
