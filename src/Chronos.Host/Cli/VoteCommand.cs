using System.CommandLine;
using System.Globalization;
using System.Net;
using System.Text.Json;
using Chronos.Core.Clocks;
using Chronos.Core.Model;
using Chronos.Core.Quorum;
using Chronos.Core.Signing;

namespace Chronos.Host.Cli;

/// <summary><c>chronos vote</c>: an approver's vote on a proposal that waits at a running host.</summary>
internal static class VoteCommand
{
    private const int ContentDigits = 16;

    public static Command Create()
    {
        var url = SharedOptions.Url();
        var vote = new Argument<string>("VOTE") { Description = "approve, object or veto." };
        vote.AcceptOnlyFromAmong("approve", "object", "veto");
        var proposal = new Argument<string>("PROPOSAL") { Description = "strategy:proposalId, as pending lists it." };
        var content = new Option<string>("--content") { Required = true, Description = "The content voted on, 16 hex digits, as pending lists it." };
        var name = new Option<string>("--approver") { Required = true, Description = "Who votes." };
        var key = new Option<string>("--key") { Required = true, Description = "File with the approver's key." };
        var command = new Command("vote", "Casts a vote on a proposal that waits.") { url, vote, proposal, content, name, key };
        command.SetAction(async (parsed, stop) =>
        {
            using var client = new HostClient(parsed.GetValue(url)!);
            var approver = KeyOf(parsed.GetValue(name)!, parsed.GetValue(key)!);
            var kind = Enum.Parse<VoteKind>(parsed.GetValue(vote)!, ignoreCase: true);
            var waiting = await FindAsync(client, parsed.GetValue(proposal)!, stop).ConfigureAwait(false);
            var body = Body(approver, kind, waiting, ContentOf(parsed.GetValue(content)!));
            var (status, answer) = await client.PostAsync("/api/votes", body, stop).ConfigureAwait(false);
            if (status != HttpStatusCode.OK)
            {
                throw new CliException(ExitCode.CheckFailed, Answer.Problem(status, answer));
            }

            parsed.InvocationConfiguration.Output.WriteLine(parsed.GetValue(SharedOptions.Json) ? answer : Describe(answer));
            return ExitCode.Done;
        });
        return command;
    }

    private static ApproverKey KeyOf(string name, string path)
    {
        try
        {
            return new ApproverKey(name, OperatorKeyFile.Read(path));
        }
        catch (SealKeyFileException e)
        {
            throw CliException.Input($"--key: {e.Message}");
        }
        catch (ArgumentException)
        {
            throw CliException.Input($"--approver: is empty, longer than {VoterName.Capacity}, or not printable ASCII");
        }
    }

    private static ulong ContentOf(string text) =>
        text.Length == ContentDigits && ulong.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var content)
            ? content
            : throw CliException.Input($"--content: '{text}' is not {ContentDigits} hex digits");

    /// <summary>The host is asked only for the number of the strategy's name; the content the vote names binds it.</summary>
    private static async Task<(string Strategy, StrategyId Id, ProposalId Proposal)> FindAsync(
        HostClient client, string proposal, CancellationToken stop)
    {
        var (status, body) = await client.GetAsync("/api/pending", stop).ConfigureAwait(false);
        if (status != HttpStatusCode.OK)
        {
            throw new CliException(ExitCode.CouldNotRun, Answer.Problem(status, body));
        }

        using var json = JsonDocument.Parse(body);
        foreach (var p in json.RootElement.GetProperty("pending").EnumerateArray())
        {
            var strategy = p.GetProperty("strategy").GetString()!;
            var id = p.GetProperty("proposalId").GetString()!;
            if ($"{strategy}:{id}" == proposal)
            {
                return (
                    strategy,
                    new StrategyId(p.GetProperty("strategyId").GetInt32()),
                    new ProposalId(ulong.Parse(id, NumberStyles.None, CultureInfo.InvariantCulture)));
            }
        }

        throw new CliException(ExitCode.CheckFailed, $"{proposal}: no such proposal waits");
    }

    private static string Body(
        ApproverKey approver, VoteKind kind, (string Strategy, StrategyId Id, ProposalId Proposal) waiting, ulong content)
    {
        // The time rises from vote to vote, and the counter must.
        var counter = (ulong)new SystemClock().NowNanos();
        var vote = approver.Vote(waiting.Id, waiting.Proposal, content, kind, counter);
        return JsonLine.Of(w =>
        {
            w.WriteString("strategy", waiting.Strategy);
            w.WriteString("proposalId", waiting.Proposal.ToString());
            w.WriteString("contentHash", content.ToString("x16", CultureInfo.InvariantCulture));
            w.WriteString("vote", kind.ToString());
            w.WriteString("approver", approver.Name);
            w.WriteString("counter", counter.ToString(CultureInfo.InvariantCulture));
            w.WriteString("mac", Convert.ToHexStringLower(vote.Mac));
        });
    }

    private static string Describe(string answer)
    {
        using var json = JsonDocument.Parse(answer);
        var d = json.RootElement;
        return $"{d.GetProperty("proposalId")}  {d.GetProperty("verdict")}  {d.GetProperty("permittedQuantity")} of {d.GetProperty("requestedQuantity")}  "
            + string.Join(", ", d.GetProperty("reasons").EnumerateArray().Select(r => r.GetProperty("name").GetString()));
    }
}
