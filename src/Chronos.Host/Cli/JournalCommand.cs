using System.CommandLine;
using Chronos.Core;
using Chronos.Core.Journal;
using Chronos.Core.Replay;
using Chronos.Core.Signing;
using Chronos.Host.Audit;

namespace Chronos.Host.Cli;

/// <summary><c>chronos journal</c>: reads a journal that no engine has open, and follows one that an engine writes. Here stand verify, replay and dump.</summary>
internal static class JournalCommand
{
    // Each holds books of its own in memory.
    private const int ThreadsMax = 256;

    public static Command Create() => new("journal", "Reads a journal that no engine has open, repairs or follows one.")
    {
        Verify(),
        Replay(),
        Dump(),
        JournalRecoverCommand.Create(),
        JournalFollowCommand.Create(),
        JournalExplainCommand.Create(),
        JournalTraceCommand.Trace(),
        JournalTraceCommand.Bisect(),
        JournalPinCommand.Create(),
        JournalExportCommand.Create(),
        ProofCommand.Prove(),
        ProofCommand.CheckProof(),
    };

    /// <summary>The argument every verb has.</summary>
    public static Argument<string> DirectoryArgument() => new("DIR") { Description = "The journal's directory." };

    private static Option<bool> FromSnapshot(string description) => new("--from-snapshot") { Description = description };

    private static Command Verify()
    {
        var directory = DirectoryArgument();
        var ring = new Option<string?>("--ring") { Description = "Directory of the ring. Default: where the engine keeps it." };
        var snapshot = FromSnapshot("Check what is behind the newest good snapshot only, and of what is older the headers.");
        var keys = ProofCommand.CheckpointKeys(required: false);
        var head = new Option<string?>("--head") { Description = "Head of a checkpoint noted elsewhere, which must be among this journal's." };
        var verify = new Command("verify", "Checks every byte and every checkpoint and names what is wrong.") { directory, ring, snapshot, keys, head };
        verify.SetAction(parsed =>
        {
            var given = ProofCommand.ReadKeys(parsed.GetValue(keys));
            using var closed = ClosedJournal.Open(parsed.GetValue(directory)!);
            var result = Verification.Of(
                closed.Directory, parsed.GetValue(ring), parsed.GetValue(snapshot), given, HeadOf(parsed.GetValue(head)));
            result.Print(parsed.InvocationConfiguration.Output, parsed.GetValue(SharedOptions.Json));
            given.ForEach(k => k.Dispose());
            return result.IsIntact ? ExitCode.Done : ExitCode.CheckFailed;
        });
        return verify;
    }

    private static byte[]? HeadOf(string? text)
    {
        const int headDigits = 64;
        return text is null ? null
            : text.Length == headDigits && text.All(char.IsAsciiHexDigit) ? Convert.FromHexString(text)
            : throw CliException.Input($"--head: '{text}' is not {headDigits} hex digits");
    }

    private static Command Replay()
    {
        var directory = DirectoryArgument();
        var key = new Option<string?>("--key") { Description = "Seal key file; with it every seal is made anew and compared." };
        var policy = new Option<string?>("--policy") { Description = "Decide under this policy instead, and tell what flips." };
        var snapshot = FromSnapshot("Begin with the newest good snapshot instead of the first record.");
        var threads = new Option<int>("--threads")
        {
            Description = "Most threads; more than one serve where snapshots divide the journal. Default: one for each processor.",
            DefaultValueFactory = _ => Environment.ProcessorCount,
        };
        threads.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > ThreadsMax)
            {
                result.AddError($"--threads: must be from 1 to {ThreadsMax}");
            }
        });
        var replay = new Command("replay", "Decides everything again and compares.") { directory, key, policy, snapshot, threads };
        replay.Validators.Add(result =>
        {
            if (result.GetValue(snapshot) && result.GetValue(policy) is not null)
            {
                result.AddError("--from-snapshot and --policy exclude each other: the other policy would have come to other books.");
            }

            if (result.GetValue(key) is not null && result.GetValue(policy) is not null)
            {
                result.AddError("--key and --policy exclude each other: under another policy there is no recorded seal to compare.");
            }
        });
        replay.SetAction(parsed =>
        {
            if (parsed.GetValue(policy) is { } other)
            {
                return WhatIf(parsed.GetValue(directory)!, other, parsed.InvocationConfiguration.Output, parsed.GetValue(SharedOptions.Json));
            }

            using var closed = ClosedJournal.Open(parsed.GetValue(directory)!);
            using var keys = ReadKeys(parsed.GetValue(key));
            var report = RunReplay(closed.Directory, keys, parsed.GetValue(snapshot), parsed.GetValue(threads));
            Print(report, parsed.InvocationConfiguration.Output, parsed.GetValue(SharedOptions.Json));
            return report.IsIdentical ? ExitCode.Done : ExitCode.CheckFailed;
        });
        return replay;
    }

    private static Command Dump()
    {
        var directory = DirectoryArgument();
        var from = new Option<long>("--from") { Description = "First sequence.", DefaultValueFactory = _ => 1 };
        var to = new Option<long>("--to") { Description = "Last sequence.", DefaultValueFactory = _ => long.MaxValue };
        var kind = new Option<EventKind?>("--kind") { Description = "Only records of this kind." };
        var dump = new Command("dump", "Prints one line a record.") { directory, from, to, kind };
        dump.SetAction(parsed =>
        {
            using var closed = ClosedJournal.Open(parsed.GetValue(directory)!);
            var dumper = new RecordDump(parsed.InvocationConfiguration.Output, parsed.GetValue(SharedOptions.Json));
            var (first, last, only) = (parsed.GetValue(from), parsed.GetValue(to), parsed.GetValue(kind));
            var next = 1L;
            JournalReading.Run(
                closed.Directory,
                (in RecordView record) =>
                {
                    next = record.Sequence + 1;
                    dumper.Take(in record, record.Sequence >= first && record.Sequence <= last && (only is null || only == (EventKind)record.Type));
                },
                () => next > last,
                JournalReader.FirstSequence(closed.Directory));
            return ExitCode.Done;
        });
        return dump;
    }

    private static int WhatIf(string directory, string policyPath, TextWriter output, bool json)
    {
        var policy = Files.ReadPolicy(policyPath);
        var report = WhatIfReading.Of(directory, policy);
        output.WriteLine(json
            ? JsonLine.Of(w => WhatIfReading.Write(w, report, policy))
            : string.Join(Environment.NewLine, WhatIfReading.Describe(report, policy)));
        return report.Recorded.IsIdentical ? ExitCode.Done : ExitCode.CheckFailed;
    }

    private static ReplayReport RunReplay(string directory, KeyRing? keys, bool fromSnapshot, int threads)
    {
        if (!fromSnapshot && StretchReplay.TryRun(directory, keys, threads) is { } whole)
        {
            return whole;
        }

        using var replayer = fromSnapshot ? SnapshotReplay.Begin(directory, keys) : new Replayer(keys);
        JournalReading.Run(directory, (in RecordView record) => replayer.Replay(in record), firstSequence: replayer.NextSequence);
        return replayer.Report();
    }

    /// <summary>The keys of a file, or none; a file that holds none is wrong input.</summary>
    public static KeyRing? ReadKeys(string? path)
    {
        try
        {
            return path is null ? null : SealKeyFile.Read(path);
        }
        catch (SealKeyFileException e)
        {
            throw CliException.Input($"--key: {e.Message}");
        }
    }

    private static void Print(ReplayReport report, TextWriter output, bool json) => output.WriteLine(json
        ? JsonLine.Of(w =>
        {
            w.WriteBoolean("identical", report.IsIdentical);
            w.WriteNumber("snapshotSequence", report.SnapshotSequence);
            w.WriteNumber("records", report.Records);
            w.WriteNumber("decisions", report.Decisions);
            w.WriteNumber("recordsIdentical", report.Identical);
            w.WriteNumber("sealsRecomputed", report.SealsRecomputed);
            w.WriteNumber("stateHashesConfirmed", report.StateHashesConfirmed);
            w.WriteNumber("stretches", report.Stretches);
            w.WriteString("stateHash", report.StateHash);
            w.WriteString("firstDifference", report.FirstDifference);
        })
        : string.Join(
            Environment.NewLine,
            report.IsIdentical ? "IDENTICAL" : $"DIFFERENT: {report.FirstDifference}",
            $"records      {report.Records}, {report.Identical} made again byte for byte{Where(report)}",
            $"decisions    {report.Decisions}, {report.SealsRecomputed} seals made anew",
            $"state hash   {report.StateHash}, {report.StateHashesConfirmed} recorded hashes reached"));

    private static string Where(ReplayReport report) => report.SnapshotSequence != 0 ? $", behind the snapshot of {report.SnapshotSequence}"
        : report.Stretches > 1 ? $", in {report.Stretches} stretches from snapshot to snapshot" : "";
}
