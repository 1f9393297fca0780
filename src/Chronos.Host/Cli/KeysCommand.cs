using System.CommandLine;
using Chronos.Core.Journal.Proof;
using Chronos.Core.Signing;

namespace Chronos.Host.Cli;

/// <summary><c>chronos keys new</c>: makes a seal key, a checkpoint key, or that of an operator or approver.</summary>
internal static class KeysCommand
{
    public static Command Create()
    {
        var kind = new Option<string>("--kind") { Required = true, Description = "seal, checkpoint, operator or approver." };
        kind.AcceptOnlyFromAmong("seal", "checkpoint", "operator", "approver");
        var file = new Option<string>("--out") { Required = true, Description = "The new file; it must not exist." };
        var id = new Option<int>("--id") { Description = "Id of a seal key, 1 to 65535.", DefaultValueFactory = _ => 1 };
        var make = new Command("new", "Makes a random key in a new file that only its owner may read.") { kind, file, id };
        make.SetAction(parsed => Make(
            parsed.GetValue(kind)!,
            parsed.GetValue(file)!,
            parsed.GetValue(id),
            parsed.GetValue(SharedOptions.Json),
            parsed.InvocationConfiguration.Output));
        return new Command("keys", "Makes keys.") { make };
    }

    private static int Make(string kind, string path, int id, bool json, TextWriter output)
    {
        if (id is < 1 or > ushort.MaxValue)
        {
            throw CliException.Input($"--id: {id} is outside 1 to {ushort.MaxValue}");
        }

        try
        {
            if (kind == "seal")
            {
                SealKeyFile.Create(path, (ushort)id);
            }
            else if (kind == "checkpoint")
            {
                CheckpointKeyFile.Create(path);
            }
            else
            {
                OperatorKeyFile.Create(path);
            }
        }
        catch (Exception e) when (e is SealKeyFileException or CheckpointKeyException)
        {
            throw CliException.Input($"--out: {e.Message}");
        }

        output.WriteLine(json
            ? JsonLine.Of(w =>
            {
                w.WriteString("kind", kind);
                w.WriteString("path", Path.GetFullPath(path));
                if (kind == "checkpoint")
                {
                    w.WriteString("publicPath", Path.GetFullPath(path) + CheckpointKeyFile.PublicExtension);
                }
            })
            : $"{kind} key written to {Path.GetFullPath(path)}"
                + (kind == "checkpoint" ? $", its public half to {Path.GetFullPath(path)}{CheckpointKeyFile.PublicExtension}" : ""));
        return ExitCode.Done;
    }
}
