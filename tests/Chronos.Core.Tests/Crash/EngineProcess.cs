using System.Diagnostics;
using System.Runtime.InteropServices;
using Chronos.Core.Journal;
using Chronos.Core.Tests.Faults;

namespace Chronos.Core.Tests.Crash;

/// <summary>
/// An engine in a process of its own. It collects every order the engine's venue has printed, also those still in the
/// pipe when the process died. Disposing kills it.
/// </summary>
internal sealed partial class EngineProcess : IDisposable
{
    private const int SigTerm = 15;
    private const int EndMillisMax = 20_000;

    private readonly Process _process;
    private readonly Thread _reader;
    private readonly Task<string> _errors;
    private readonly List<LeftOrder> _orders = [];
    private int _count;
    private int _killAt = int.MaxValue;

    private EngineProcess(ChildBuild build, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["DOTNET_gcServer"] = "0";
        start.Environment["DOTNET_DbgEnableMiniDump"] = "0";
        foreach (var (key, value) in build.Environment)
        {
            start.Environment[key] = value;
        }

        start.ArgumentList.Add(build.Program);
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        _process = Process.Start(start)!;
        _errors = _process.StandardError.ReadToEndAsync();
        _reader = new Thread(Read) { IsBackground = true };
    }

    public int OrderCount => Volatile.Read(ref _count);

    public bool HasExited => _process.HasExited;

    /// <summary>What it wrote to its error stream; after its end.</summary>
    public string Errors => _errors.GetAwaiter().GetResult();

    public static EngineProcess Run(
        JournalOptions options, bool isCalm = false, int killAt = int.MaxValue, bool follows = false, ChildBuild? build = null)
    {
        var durability = options.Durability == Durability.Disk ? "disk" : "process";
        var child = new EngineProcess(
            build ?? ChildBuild.Shipped, "run", options.DataDirectory, options.RingDirectory!, durability, (follows ? "follow-" : "") + (isCalm ? "calm" : "flood"))
        {
            _killAt = killAt,
        };
        child._reader.Start();
        return child;
    }

    /// <summary>Replays a journal in another process: its records and state hash.</summary>
    public static string Hash(string dataDirectory)
    {
        using var child = new EngineProcess(ChildBuild.Shipped, "hash", dataDirectory);
        var answer = child._process.StandardOutput.ReadToEnd().Trim();
        child.WaitForEnd();
        Assert.True(child._process.ExitCode == 0, child.Errors);
        return answer;
    }

    /// <summary>Waits for a number of orders or for the time to pass; false when the process has ended.</summary>
    public bool WaitForOrders(int count, int millisMax)
    {
        var clock = Stopwatch.StartNew();
        while (OrderCount < count && clock.ElapsedMilliseconds < millisMax)
        {
            if (HasExited)
            {
                return false;
            }

            Thread.Sleep(1);
        }

        return !HasExited;
    }

    /// <summary>SIGKILL, then everything that had left the process before.</summary>
    public IReadOnlyList<LeftOrder> Kill()
    {
        _process.Kill();
        return End();
    }

    /// <summary>Waits for the kill at the order given at the start; everything that had left by then.</summary>
    public IReadOnlyList<LeftOrder> WaitForKill()
    {
        End();
        return _orders;
    }

    /// <summary>SIGTERM, the ordinary way to stop it; its exit code.</summary>
    public int Terminate()
    {
        Assert.Equal(0, SendSignal(_process.Id, SigTerm));
        End();
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
    }

    private List<LeftOrder> End()
    {
        WaitForEnd();
        _reader.Join();
        return _orders;
    }

    private void WaitForEnd() => Assert.True(_process.WaitForExit(EndMillisMax), "the engine's process did not end");

    private void Read()
    {
        while (_process.StandardOutput.ReadLine() is { } line)
        {
            _orders.Add(LeftOrder.Parse(line));
            Volatile.Write(ref _count, _orders.Count);
            if (_orders.Count == _killAt)
            {
                // Here and not on another thread: the shorter the way, the newer the order.
                _process.Kill();
            }
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int SendSignal(int process, int signal);
}
