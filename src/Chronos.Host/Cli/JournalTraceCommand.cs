using System.CommandLine;
using Chronos.Core.Journal;
using Chronos.Core.Replay.Traces;
using Chronos.Host.Audit;

namespace Chronos.Host.Cli;

/// <summary><c>chronos journal trace</c> and <c>bisect</c>: where two builds begin to differ over the same journal.</summary>
internal static class JournalTraceCommand
{
    private const int UsualInterval = 1_000;

    public static Command Trace()
    {
        var directory = JournalCommand.DirectoryArgument();
        var file = new Option<string>("--out") { Description = "The trace to write.", Required = true };
        var every = new Option<int>("--every")
        {
            Description = "Records between two hashes of all books.",
            DefaultValueFactory = _ => UsualInterval,
        };
        every.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1)
            {
                result.AddError("--every must be at least 1.");
            }
        });
        var trace = new Command("trace", "Decides everything again and writes what this build makes of it, 24 bytes a record.") { directory, file, every };
        trace.SetAction(parsed =>
        {
            using var closed = ClosedJournal.Open(parsed.GetValue(directory)!);
            var header = Write(closed.Directory, parsed.GetValue(file)!, parsed.GetValue(every));
            parsed.InvocationConfiguration.Output.WriteLine(parsed.GetValue(SharedOptions.Json)
                ? JsonLine.Of(w =>
                {
                    w.WriteNumber("records", header.Records);
                    w.WriteNumber("every", header.Interval);
                    w.WriteString("stateHash", Convert.ToHexStringLower(header.StateHash));
                })
                : $"traced {header.Records} records, state hash {Convert.ToHexStringLower(header.StateHash)}");
            return ExitCode.Done;
        });
        return trace;
    }

    public static Command Bisect()
    {
        var here = new Argument<string>("DIR") { Description = "The journal's directory, decided again here; or a trace." };
        var other = new Argument<string>("TRACE") { Description = "The trace another build wrote of the same journal." };
        var bisect = new Command("bisect", "Names the first record of which this build makes something else than the other.") { here, other };
        bisect.SetAction(parsed =>
        {
            using var theirs = Read(parsed.GetValue(other)!);
            var path = parsed.GetValue(here)!;
            var result = File.Exists(path) ? Compare(path, theirs) : Rerun(path, theirs);
            parsed.InvocationConfiguration.Output.WriteLine(
                parsed.GetValue(SharedOptions.Json) ? JsonLine.Of(result.Write) : result.Describe());
            return result.IsSame ? ExitCode.Done : ExitCode.CheckFailed;
        });
        return bisect;
    }

    private static TraceHeader Write(string directory, string path, int interval)
    {
        using var tracer = new ReplayTracer(interval);
        using var writer = new TraceWriter(path);
        JournalReading.Run(directory, (in RecordView record) => writer.Add(tracer.Take(in record)));
        var header = new TraceHeader(interval, tracer.Records, tracer.StateHash());
        writer.Finish(interval, header.StateHash);
        return header;
    }

    /// <summary>Two traces are compared by halving.</summary>
    private static Bisection Compare(string path, TraceFile theirs)
    {
        using var ours = Read(path);
        if (ours.Header.Interval != theirs.Header.Interval)
        {
            throw CliException.Input($"{path}: hashes the books every {ours.Header.Interval} records, the other every {theirs.Header.Interval}");
        }

        var (mine, other) = (ours.Header, theirs.Header);
        return ours.FirstDifference(theirs) is { } at
            ? new Bisection(mine.Records, other.Records, at, ours[at], theirs[at])
            : new Bisection(mine.Records, other.Records, null, default, default);
    }

    /// <summary>What is decided here must be decided from the beginning, so the first difference is met on the way.</summary>
    private static Bisection Rerun(string directory, TraceFile theirs)
    {
        using var closed = ClosedJournal.Open(directory);
        using var tracer = new ReplayTracer(theirs.Header.Interval);
        Bisection? found = null;
        JournalReading.Run(
            closed.Directory,
            (in RecordView record) =>
            {
                var ours = tracer.Take(in record);
                if (found is null && record.Sequence <= theirs.Header.Records && theirs[record.Sequence] is var other && ours.Rolling != other.Rolling)
                {
                    found = new Bisection(0, theirs.Header.Records, record.Sequence, ours, other);
                }
            });
        return (found ?? new Bisection(0, theirs.Header.Records, null, default, default)) with { Records = tracer.Records };
    }

    private static TraceFile Read(string path) => Files.Read(path, p =>
    {
        try
        {
            return TraceFile.Open(p);
        }
        catch (InvalidDataException e)
        {
            throw CliException.Input($"{p}: {e.Message}");
        }
    });
}
