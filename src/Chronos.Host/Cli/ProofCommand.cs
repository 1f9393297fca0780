using System.CommandLine;
using Chronos.Core;
using Chronos.Core.Journal;
using Chronos.Core.Journal.Proof;
using Chronos.Host.Audit;

namespace Chronos.Host.Cli;

/// <summary><c>chronos journal prove</c> and <c>check-proof</c>: one record shown to stand in a sealed journal, and the check of it.</summary>
internal static class ProofCommand
{
    public static Command Prove()
    {
        var id = new Argument<string>("ID") { Description = "STRATEGY/PROPOSAL, an order id or a sequence." };
        var directory = new Argument<string>("DIR") { Description = "The journal's directory." };
        var file = new Option<string>("--out") { Required = true, Description = "The new file; it must not exist." };
        var prove = new Command("prove", "Writes a proof that one record stands in the sealed journal.") { id, directory, file };
        prove.SetAction(parsed =>
        {
            using var closed = ClosedJournal.Open(parsed.GetValue(directory)!);
            var proof = Make(closed.Directory, parsed.GetValue(id)!);
            var path = Path.GetFullPath(parsed.GetValue(file)!);
            WriteNew(path, InclusionProofFile.Write(proof));
            parsed.InvocationConfiguration.Output.WriteLine(parsed.GetValue(SharedOptions.Json)
                ? JsonLine.Of(w =>
                {
                    w.WriteString("path", path);
                    w.WriteNumber("sequence", proof.Sequence);
                    w.WriteNumber("checkpoint", proof.CheckpointNumber);
                    w.WriteString("head", proof.CheckpointHead);
                })
                : $"record {proof.Sequence} under checkpoint {proof.CheckpointNumber}, proof written to {path}");
            return ExitCode.Done;
        });
        return prove;
    }

    public static Command CheckProof()
    {
        var file = new Argument<string>("FILE") { Description = "What journal prove wrote." };
        var key = CheckpointKeys(required: true);
        var check = new Command("check-proof", "Checks a proof with the public key alone and prints the record.") { file, key };
        check.SetAction(parsed =>
        {
            var keys = ReadKeys(parsed.GetValue(key));
            try
            {
                var proof = Parse(parsed.GetValue(file)!);
                if (keys.All(k => proof.FindFault(k) is not null))
                {
                    throw new CliException(ExitCode.CheckFailed, $"{parsed.GetValue(file)}: not proven: {proof.FindFault(keys[0])}");
                }

                Print(proof, keys.First(k => proof.FindFault(k) is null), parsed.InvocationConfiguration.Output, parsed.GetValue(SharedOptions.Json));
                return ExitCode.Done;
            }
            finally
            {
                keys.ForEach(k => k.Dispose());
            }
        });
        return check;
    }

    /// <summary>Public keys that may have signed checkpoints; more than one where the key has been changed.</summary>
    public static Option<string[]> CheckpointKeys(bool required) => new("--checkpoint-key")
    {
        Required = required,
        Description = "File with the public key of checkpoints; may be given several times.",
    };

    /// <summary>The keys an option names.</summary>
    public static List<CheckpointKey> ReadKeys(string[]? paths)
    {
        var keys = new List<CheckpointKey>();
        try
        {
            keys.AddRange((paths ?? []).Select(CheckpointKeyFile.ReadPublic));
            return keys;
        }
        catch (CheckpointKeyException e)
        {
            keys.ForEach(k => k.Dispose());
            throw CliException.Input($"--checkpoint-key: {e.Message}");
        }
    }

    private static InclusionProof Make(string directory, string id)
    {
        try
        {
            return InclusionProofMaker.Make(directory, RecordFinder.Find(directory, id));
        }
        catch (Exception e) when (e is JournalCorruptException or InvalidDataException)
        {
            throw new CliException(ExitCode.CheckFailed, e.Message);
        }
    }

    private static InclusionProof Parse(string path)
    {
        var length = Files.Read(path, p => new FileInfo(p).Length);
        if (length > InclusionProofFile.BytesMax)
        {
            throw new CliException(ExitCode.CheckFailed, $"{path}: has more than {InclusionProofFile.BytesMax} bytes");
        }

        try
        {
            return InclusionProofFile.Parse(Files.Read(path, File.ReadAllBytes));
        }
        catch (InvalidDataException e)
        {
            throw new CliException(ExitCode.CheckFailed, $"{path}: {e.Message}");
        }
    }

    private static void WriteNew(string path, byte[] bytes)
    {
        try
        {
            using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
            file.Write(bytes);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CliException.Input($"--out: {path} cannot be made: {e.Message}");
        }
    }

    /// <summary>Names stand in policy records, which a proof of one record does not hold; strategy and instrument are told by number.</summary>
    private static void Print(InclusionProof proof, CheckpointKey key, TextWriter output, bool json)
    {
        output.WriteLine(json
            ? JsonLine.Of(w =>
            {
                w.WriteBoolean("proven", true);
                w.WriteNumber("sequence", proof.Sequence);
                w.WriteNumber("checkpoint", proof.CheckpointNumber);
                w.WriteString("head", proof.CheckpointHead);
                w.WriteString("key", key.Fingerprint);
            })
            : string.Join(
                Environment.NewLine,
                $"PROVEN: record {proof.Sequence} stands in the journal of engine {Convert.ToHexStringLower(proof.EngineId)}",
                $"checkpoint   {proof.CheckpointNumber}, head {proof.CheckpointHead}",
                $"signed by    {key.Fingerprint}"));
        new RecordDump(output, json).Take(
            proof.Sequence, proof.Header.TimeNanos, (EventKind)proof.Header.Type, proof.Payload, print: true);
    }
}
