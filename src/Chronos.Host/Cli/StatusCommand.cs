using System.CommandLine;
using System.Net;
using System.Text.Json;

namespace Chronos.Host.Cli;

/// <summary><c>chronos status</c>: how a running host is.</summary>
internal static class StatusCommand
{
    public static Command Create()
    {
        var url = SharedOptions.Url();
        var status = new Command("status", "Prints the state of a running host.") { url };
        status.SetAction(async (parsed, stop) =>
        {
            using var client = new HostClient(parsed.GetValue(url)!);
            var (code, body) = await client.GetAsync("/api/system/health", stop).ConfigureAwait(false);
            if (code != HttpStatusCode.OK)
            {
                throw new CliException(ExitCode.CouldNotRun, Answer.Problem(code, body));
            }

            parsed.InvocationConfiguration.Output.WriteLine(parsed.GetValue(SharedOptions.Json) ? body : Describe(body));
            return ExitCode.Done;
        });
        return status;
    }

    private static string Describe(string body)
    {
        using var json = JsonDocument.Parse(body);
        var s = json.RootElement;
        var journal = s.GetProperty("journal");
        var counters = s.GetProperty("counters");
        string[] states =
        [
            .. s.GetProperty("scopes").EnumerateArray().Select(Scope),
            .. s.GetProperty("lossStages").EnumerateArray().Select(l => $"losses    {l.GetProperty("scope")} {l.GetProperty("stage")}"),
            .. s.GetProperty("sweeps").EnumerateArray().Select(Sweep),
        ];
        return string.Join(
            Environment.NewLine,
            [$"{(s.GetProperty("simulated").GetBoolean() ? "SIMULATED: no real orders" : "REAL ORDERS")}",
            $"mode      {s.GetProperty("mode")}, stage {s.GetProperty("stage")}",
            $"trading   {s.GetProperty("tradingState")}, engine {(s.GetProperty("running").GetBoolean() ? "running" : "stopped")}",
            .. states,
            $"time      {s.GetProperty("engineTime")}, sequence {s.GetProperty("sequence")}",
            $"policy    {s.GetProperty("policy").GetProperty("name")} version {s.GetProperty("policy").GetProperty("version")}",
            $"journal   written {journal.GetProperty("written")}, synced {journal.GetProperty("synced")}, {Sealed(journal)}, durability {journal.GetProperty("durability")}",
            $"disk      {journal.GetProperty("spareSegments")} spares, sync {Millis(journal, "syncNanosLast")} ms, longest {Millis(journal, "syncNanosMax")} ms, "
            + $"{journal.GetProperty("slowSyncs")} of {journal.GetProperty("syncs")} slow; groups up to {journal.GetProperty("groupRecordsMax")} records",
            .. Trouble(journal),
            .. Follower(s.GetProperty("follower")),
            .. Archive(s.GetProperty("archive")),
            $"decisions {counters.GetProperty("approved")} approved, {counters.GetProperty("modified")} modified, "
            + $"{counters.GetProperty("blocked")} blocked; {counters.GetProperty("orders")} orders, {counters.GetProperty("fills")} fills"]);
    }

    private static IEnumerable<string> Follower(JsonElement follower)
    {
        if (follower.ValueKind == JsonValueKind.Null)
        {
            yield break;
        }

        yield return $"follower  at {follower.GetProperty("sequence")}, {follower.GetProperty("lagRecords")} records and "
            + $"{follower.GetProperty("lagNanos").GetInt64() / 1_000_000m:0.###} ms behind; snapshot of {follower.GetProperty("snapshotSequence")}";
        if (follower.GetProperty("alarm").GetString() is { } alarm)
        {
            yield return $"ALARM     {alarm}";
        }

        if (follower.GetProperty("snapshotFailure").GetString() is { } failure)
        {
            yield return $"snapshot  failed: {failure}";
        }
    }

    private static IEnumerable<string> Archive(JsonElement archive)
    {
        if (archive.ValueKind == JsonValueKind.Null)
        {
            yield break;
        }

        yield return $"archive   at {archive.GetProperty("sequence")}, {archive.GetProperty("lag")} records behind";
        if (archive.GetProperty("failure").GetString() is { } failure)
        {
            yield return $"ARCHIVE   ended: {failure}";
        }
        else if (archive.GetProperty("trouble").GetString() is { } trouble)
        {
            yield return $"ARCHIVE   waits for the database: {trouble}";
        }
    }

    private static IEnumerable<string> Trouble(JsonElement journal)
    {
        var spareError = journal.GetProperty("spareError").GetString();
        if (journal.GetProperty("trouble").GetString() is { } trouble)
        {
            yield return $"DISK      {trouble}";
        }
        else if (spareError is not null)
        {
            yield return $"DISK      the last spare segment could not be made: {spareError}";
        }
    }

    private static string Millis(JsonElement journal, string name) =>
        (journal.GetProperty(name).GetInt64() / 1_000_000m).ToString("0.###", System.Globalization.CultureInfo.InvariantCulture);

    private static string Sealed(JsonElement journal)
    {
        var mark = journal.GetProperty("sealed");
        var error = journal.GetProperty("sealError");
        return mark.ValueKind == JsonValueKind.Null
            ? "not sealed"
            : $"sealed {mark} ({journal.GetProperty("sealLag")} behind)"
                + (error.ValueKind == JsonValueKind.Null ? "" : $" SEALING FAILS: {error.GetString()}");
    }

    private static string Scope(JsonElement scope)
    {
        var breakers = string.Join(", ", scope.GetProperty("breakers").EnumerateArray());
        return $"scope     {scope.GetProperty("scope")} {scope.GetProperty("tradingState")}"
            + (breakers.Length == 0 ? "" : $", latched: {breakers}");
    }

    private static string Sweep(JsonElement sweep)
    {
        var what = $"{sweep.GetProperty("action"),-9} {sweep.GetProperty("scope")} at {sweep.GetProperty("startedAt")}: {sweep.GetProperty("orders")} orders, ";
        var quiet = sweep.GetProperty("nanosToQuiet");
        return what + (quiet.ValueKind == JsonValueKind.Null
            ? $"{sweep.GetProperty("remaining")} may still trade"
            : $"quiet after {quiet.GetInt64() / 1_000_000m:0.###} ms");
    }
}
