using System.Diagnostics;
using System.Globalization;
using Chronos.Core.Journal;

namespace Chronos.Core.Tests.Crash;

/// <summary>A follower in a process of its own, from its newest good snapshot or the beginning. Disposing kills it.</summary>
internal sealed class FollowerProcess : IDisposable
{
    private const int EndMillisMax = 25_000;

    private readonly Process _process;
    private readonly Task<string> _errors;

    public FollowerProcess(string dataDirectory, string ringDirectory)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in (string[])
            [Path.Combine(AppContext.BaseDirectory, "crash-child", "Chronos.CrashChild.dll"), "follow", dataDirectory, ringDirectory])
        {
            start.ArgumentList.Add(argument);
        }

        _process = Process.Start(start)!;
        _errors = _process.StandardError.ReadToEndAsync();
        Assert.Equal("following", _process.StandardOutput.ReadLine());
    }

    /// <summary>What it wrote to its error stream; after its end.</summary>
    public string Errors => _errors.GetAwaiter().GetResult();

    /// <summary>
    /// Lets it end at a sequence: exit code, last sequence it found identical, how many it decided again, how far it was
    /// behind, and the hash of its books.
    /// </summary>
    public (int Code, long Sequence, long Records, long Lag, string StateHash) EndAt(long sequence)
    {
        _process.StandardInput.WriteLine(sequence.ToString(CultureInfo.InvariantCulture));
        var answer = _process.StandardOutput.ReadToEndAsync();
        Assert.True(_process.WaitForExit(EndMillisMax), "the follower's process did not end");
        var words = answer.GetAwaiter().GetResult().Trim().Split(' ');
        Assert.True(words.Length == 4, Errors);
        return (_process.ExitCode, long.Parse(words[0], null), long.Parse(words[1], null), long.Parse(words[2], null), words[3]);
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
}
