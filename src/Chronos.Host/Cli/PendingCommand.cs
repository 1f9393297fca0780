using System.CommandLine;
using System.Net;
using System.Text.Json;

namespace Chronos.Host.Cli;

/// <summary><c>chronos pending</c>: what waits for votes at a running host.</summary>
internal static class PendingCommand
{
    public static Command Create()
    {
        var url = SharedOptions.Url();
        var pending = new Command("pending", "Lists the proposals that wait for votes.") { url };
        pending.SetAction(async (parsed, stop) =>
        {
            using var client = new HostClient(parsed.GetValue(url)!);
            var (status, body) = await client.GetAsync("/api/pending", stop).ConfigureAwait(false);
            if (status != HttpStatusCode.OK)
            {
                throw new CliException(ExitCode.CouldNotRun, Answer.Problem(status, body));
            }

            parsed.InvocationConfiguration.Output.WriteLine(parsed.GetValue(SharedOptions.Json) ? body : Describe(body));
            return ExitCode.Done;
        });
        return pending;
    }

    private static string Describe(string body)
    {
        using var json = JsonDocument.Parse(body);
        var lines = json.RootElement.GetProperty("pending").EnumerateArray().Select(p =>
            $"{p.GetProperty("strategy")}:{p.GetProperty("proposalId")}  {p.GetProperty("side")} {p.GetProperty("quantity")} "
            + $"{p.GetProperty("instrument")} {p.GetProperty("type")} {p.GetProperty("limitPrice")}  content {p.GetProperty("contentHash")}  "
            + $"{p.GetProperty("reason")}, until {p.GetProperty("until")}, approved by [{Names(p, "approvedBy")}], objected by [{Names(p, "objectedBy")}]");
        var text = string.Join(Environment.NewLine, lines);
        return text.Length == 0 ? "nothing waits" : text;
    }

    private static string Names(JsonElement proposal, string list) =>
        string.Join(", ", proposal.GetProperty(list).EnumerateArray().Select(n => n.GetString()));
}
