using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Chronos.Core;
using Chronos.Core.Journal;
using Chronos.Core.Model;
using Chronos.Host.Audit;
using Chronos.Host.Export;

namespace Chronos.Host.Tests;

/// <summary>The audit trail in each format holds what a replay finds, exactly.</summary>
public partial class JournalExportTests
{
    private static readonly string[] Tables = ["decisions", "orders", "reports", "fills", "commands", "policies"];

    [Theory]
    [InlineData("csv")]
    [InlineData("jsonl")]
    public async Task TheFirstHourIsWrittenAsItAlwaysWas(string format)
    {
        using var directory = new TemporaryDirectory();
        await Demo(directory["d"]);

        var export = await Cli.RunAsync("journal", "export", directory["d"], "--format", format, "--out", directory["x"], "--to", "2026-01-05T00:40:00Z");

        Assert.Equal(0, export.Code);
        foreach (var table in Tables.Where(t => t != "policies"))
        {
            var text = Known().Replace(File.ReadAllText(Path.Combine(directory["x"], $"{table}.{format}")), "x");
            var golden = RepositoryFiles.PathOf($"tests/Chronos.Host.Tests/Golden/export-{table}.{format}");
            if (Environment.GetEnvironmentVariable("CHRONOS_UPDATE_GOLDEN") == "1")
            {
                File.WriteAllText(golden, text);
            }

            Assert.Equal(File.ReadAllText(golden), text);
        }
    }

    /// <summary>Counts and sums of all formats against those of the replay itself.</summary>
    [Fact]
    public async Task EveryFormatHoldsWhatTheReplayFinds()
    {
        using var directory = new TemporaryDirectory();
        await Demo(directory["d"]);
        foreach (var format in (string[])["csv", "jsonl", "sql"])
        {
            Assert.Equal(0, (await Cli.RunAsync("journal", "export", directory["d"], "--format", format, "--out", directory[format])).Code);
        }

        var (counts, fees) = Expected(directory["d"]);
        Assert.True(counts["fills"] > 50 && fees.Units != 0);
        foreach (var table in Tables)
        {
            Assert.Equal(counts[table], File.ReadLines(Path.Combine(directory["jsonl"], table + ".jsonl")).Count());
            Assert.Equal(counts[table], CountCsv(File.ReadAllText(Path.Combine(directory["csv"], table + ".csv"))) - 1);
        }

        var rows = File.ReadLines(Path.Combine(directory["jsonl"], "fills.jsonl")).Select(l => JsonDocument.Parse(l).RootElement).ToList();
        Assert.Equal(fees.Units, rows.Sum(r => FixedPoint.Parse(r.GetProperty("fee").GetString())));
        Assert.All(rows, r => Assert.True(r.GetProperty("simulated").GetBoolean()));
    }

    [FactIfInstalled("sqlite3")]
    public async Task LoadsIntoSqlite()
    {
        using var directory = new TemporaryDirectory();
        await Demo(directory["d"]);
        await Cli.RunAsync("journal", "export", directory["d"], "--format", "sql", "--out", directory["x.sql"]);

        DebianProgram.Run("sqlite3", File.ReadAllText(directory["x.sql"]), "-bail", directory["x.db"]);

        var (counts, fees) = Expected(directory["d"]);
        foreach (var table in Tables)
        {
            Assert.Equal(counts[table], int.Parse(DebianProgram.Run("sqlite3", $"SELECT count(*) FROM {table};", directory["x.db"]), CultureInfo.InvariantCulture));
        }

        // Text in, text out: nothing became a floating-point number on the way.
        Assert.Equal("text", DebianProgram.Run("sqlite3", "SELECT DISTINCT typeof(fee) FROM fills;", directory["x.db"]).Trim());
        Assert.Equal(fees.Units, DebianProgram.Run("sqlite3", "SELECT fee FROM fills;", directory["x.db"]).Split('\n', StringSplitOptions.RemoveEmptyEntries).Sum(f => FixedPoint.Parse(f)));
        Assert.Equal("1", DebianProgram.Run("sqlite3", "SELECT DISTINCT simulated FROM fills;", directory["x.db"]).Trim());
        Assert.Equal("Kill O'Brien; \\x -- \"q\"\nnext\n", Quoted(directory, "sqlite3"));
    }

    [FactIfInstalled("initdb", "pg_ctl", "psql", "runuser")]
    public async Task LoadsIntoPostgres()
    {
        using var directory = new TemporaryDirectory();
        await Demo(directory["d"]);
        await Cli.RunAsync("journal", "export", directory["d"], "--format", "sql", "--out", directory["x.sql"]);
        using var server = new PostgresServer();

        server.Load(File.ReadAllText(directory["x.sql"]));

        var (counts, fees) = Expected(directory["d"]);
        foreach (var table in Tables)
        {
            Assert.Equal(counts[table], int.Parse(server.Ask($"SELECT count(*) FROM {table}"), CultureInfo.InvariantCulture));
        }

        Assert.Equal(fees.Units, FixedPoint.Parse(server.Ask("SELECT trim_scale(sum(fee::numeric)) FROM fills")));
        server.Load(Nasty());
        Assert.Equal("Kill O'Brien; \\x -- \"q\"\nnext", server.Ask("SELECT reason FROM commands WHERE sequence = 999999"));
    }

    [Fact]
    public void CsvQuotesWhatNeedsIt()
    {
        using var directory = new TemporaryDirectory();
        using (var rows = new CsvRows(directory["x"]))
        {
            rows.Write(Command("a,\"b\"\nc", ""));
        }

        Assert.EndsWith(",Kill,global,\"\",\"a,\"\"b\"\"\nc\",1,,,\n", File.ReadAllText(Path.Combine(directory["x"], "commands.csv")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WrongTimesAndFormatsAreToldSo()
    {
        using var directory = new TemporaryDirectory();

        (await Cli.RunAsync("journal", "export", directory["d"], "--format", "xml", "--out", "x")).AssertUsage("xml");
        (await Cli.RunAsync("journal", "export", directory["d"], "--format", "csv", "--out", "x", "--from", "yesterday")).AssertUsage("--from", "ISO 8601");
        (await Cli.RunAsync("journal", "export", directory["none"], "--format", "csv", "--out", "x")).AssertUsage("no such directory");
    }

    private static string Quoted(TemporaryDirectory directory, string program)
    {
        DebianProgram.Run(program, Nasty(), "-bail", directory["x.db"]);
        return DebianProgram.Run(program, "SELECT reason FROM commands WHERE sequence = 999999;", directory["x.db"]);
    }

    private static string Nasty()
    {
        using var directory = new TemporaryDirectory();
        using (var rows = new SqlRows(directory["n.sql"]))
        {
            rows.Write(Command("Kill O'Brien; \\x -- \"q\"\nnext", "o"));
            rows.Finish();
        }

        return File.ReadAllText(directory["n.sql"]);
    }

    private static ExportRow Command(string reason, string by) => new(
        ExportTable.Commands, ["e", 999_999L, "t", 0L, true, "Kill", "global", by, reason, "1", null, null, null]);

    /// <summary>From the records alone, by other means than the export's.</summary>
    private static (Dictionary<string, int> Counts, Notional Fees) Expected(string data)
    {
        var counts = Tables.ToDictionary(t => t, _ => 0);
        var fees = 0L;
        JournalReading.Run(data, (in RecordView record) =>
        {
            var kind = (EventKind)record.Type;
            var decision = RecordPayload.ReadDecision(record.Payload, kind);
            var isProposal = kind == EventKind.Proposal && record.Payload[RecordPayload.HeadBytes + 3] == (byte)Core.Decode.FrameType.Proposal;
            counts["decisions"] += isProposal ? 1 : 0;
            counts["orders"] += isProposal && decision.Passes ? 1 : 0;
            counts["reports"] += kind == EventKind.ExecutionReport ? 1 : 0;
            counts["commands"] += kind == EventKind.Command ? 1 : 0;
            counts["policies"] += kind == EventKind.PolicyChange ? 1 : 0;
            if (kind == EventKind.ExecutionReport)
            {
                var report = System.Runtime.InteropServices.MemoryMarshal.Read<ExecutionReport>(record.Payload[RecordPayload.HeadBytes..]);
                counts["fills"] += report.Kind == ReportKind.Fill ? 1 : 0;
                fees += report.Kind == ReportKind.Fill ? report.Fee.Units : 0;
            }
        });
        return (counts, Notional.FromUnits(fees));
    }

    /// <summary>Records of a CSV text: line ends outside quotes.</summary>
    private static int CountCsv(string text)
    {
        var (lines, quoted) = (0, false);
        foreach (var c in text)
        {
            quoted ^= c == '"';
            lines += c == '\n' && !quoted ? 1 : 0;
        }

        return lines;
    }

    private static async Task Demo(string data) =>
        Assert.Equal(0, (await Cli.RunAsync("demo", "--speed", "max", "--exit", "--data", data)).Code);

    /// <summary>Engine ids and seals are of one run.</summary>
    [GeneratedRegex("\\b([0-9a-f]{64}|[0-9a-f]{32})\\b")]
    private static partial Regex Known();
}
