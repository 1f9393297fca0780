using System.CommandLine;
using System.Net;
using System.Text.Json;

namespace Chronos.Host.Cli;

/// <summary><c>chronos propose</c>: submits JSON lines and prints the decisions.</summary>
internal static class ProposeCommand
{
    public static Command Create()
    {
        var url = SharedOptions.Url();
        var file = new Argument<string>("FILE") { Description = "Proposals, one JSON object a line; - for standard input." };
        var propose = new Command("propose", "Submits proposals and prints the decisions.") { url, file };
        propose.SetAction(async (parsed, stop) =>
        {
            using var client = new HostClient(parsed.GetValue(url)!);
            var path = parsed.GetValue(file)!;
            var json = parsed.GetValue(SharedOptions.Json);
            using var input = path == "-" ? Console.In : Files.Read(path, p => new StreamReader(p));
            return await RunAsync(client, input, json, parsed.InvocationConfiguration.Output, stop).ConfigureAwait(false);
        });
        return propose;
    }

    private static async Task<int> RunAsync(
        HostClient client, TextReader input, bool json, TextWriter output, CancellationToken stop)
    {
        var code = ExitCode.Done;
        while (await input.ReadLineAsync(stop).ConfigureAwait(false) is { } line)
        {
            if (string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            var (status, body) = await client.PostAsync("/api/proposals", line, stop).ConfigureAwait(false);
            code = status == HttpStatusCode.OK ? code : ExitCode.CheckFailed;
            output.WriteLine(json ? body : status == HttpStatusCode.OK ? Describe(body) : Answer.Problem(status, body));
        }

        return code;
    }

    private static string Describe(string body)
    {
        using var json = JsonDocument.Parse(body);
        var d = json.RootElement;
        var reasons = d.GetProperty("reasons").EnumerateArray()
            .Select(r => r.GetProperty("unit").GetString() == "None"
                ? r.GetProperty("name").ToString()
                : $"{r.GetProperty("name")} (observed {r.GetProperty("observed")}, limit {r.GetProperty("limit")} {r.GetProperty("unit")})");
        return $"{d.GetProperty("proposalId"),-8} {d.GetProperty("verdict"),-8} {d.GetProperty("permittedQuantity")} of "
            + $"{d.GetProperty("requestedQuantity")}  sequence {d.GetProperty("sequence")}  [{d.GetProperty("mode")}]  "
            + string.Join(", ", reasons);
    }
}
