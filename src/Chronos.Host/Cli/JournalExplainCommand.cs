using System.CommandLine;
using System.Globalization;
using Chronos.Core.Model;
using Chronos.Core.Replay;
using Chronos.Core.Signing;
using Chronos.Host.Audit;

namespace Chronos.Host.Cli;

/// <summary><c>chronos journal explain</c>: everything behind one decision, by deciding the journal again.</summary>
internal static class JournalExplainCommand
{
    public static Command Create()
    {
        var id = new Argument<string>("ID") { Description = "STRATEGY:PROPOSALID, or the sequence of a decision." };
        var directory = JournalCommand.DirectoryArgument();
        var key = new Option<string?>("--key") { Description = "Seal key file; with it the seal is made anew and compared." };
        var explain = new Command("explain", "Explains one proposal: gates, votes, seal, messages and fills.") { id, directory, key };
        explain.SetAction(parsed =>
        {
            using var closed = ClosedJournal.Open(parsed.GetValue(directory)!);
            using var keys = JournalCommand.ReadKeys(parsed.GetValue(key));
            var explanation = Explain(closed.Directory, parsed.GetValue(id)!, keys);
            parsed.InvocationConfiguration.Output.WriteLine(parsed.GetValue(SharedOptions.Json)
                ? JsonLine.Of(w => ExplanationJson.Write(w, explanation))
                : string.Join(Environment.NewLine, ExplanationText.Of(explanation)));
            return explanation.Replay.IsIdentical ? ExitCode.Done : ExitCode.CheckFailed;
        });
        return explain;
    }

    /// <summary>Explains the proposal an id names; none by that id is wrong input.</summary>
    public static Explanation Explain(string directory, string id, KeyRing? keys = null)
    {
        using var explainer = new Explainer(Locate(directory, id), keys);
        JournalReading.Run(directory, explainer.Take);
        return explainer.Answer() ?? throw CliException.Input($"{id}: no such proposal has been decided");
    }

    private static ProposalName Locate(string directory, string id)
    {
        var colon = id.LastIndexOf(':');
        if (colon > 0 && ulong.TryParse(id.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return new ProposalName(id[..colon], new ProposalId(number));
        }

        if (!long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence))
        {
            throw CliException.Input($"{id}: is neither STRATEGY:PROPOSALID nor a sequence");
        }

        using var locator = new ProposalLocator(sequence);
        JournalReading.Run(directory, locator.Take, () => locator.IsOver);
        return locator.Found ?? throw CliException.Input($"{id}: no proposal was decided at this sequence");
    }
}
