using System.Runtime.InteropServices;
using System.Text.Json;
using System.Xml.Linq;
using Chronos.Core;
using Chronos.Core.Journal;
using Chronos.Core.Model;
using Chronos.Core.Replay;
using Chronos.Host.Audit;
using Chronos.Host.Reports;

namespace Chronos.Host.Tests;

/// <summary>Reports tell what the journal holds: figures are held against the export and against the replay's own summary.</summary>
public class ReportTests
{
    [Fact]
    public async Task GovernanceCountsEveryProposalOnce()
    {
        using var directory = new TemporaryDirectory();
        await Demo(directory["d"]);
        var decisions = await Export(directory, "decisions");

        var report = await Cli.RunAsync("report", "governance", directory["d"], "--format", "json");

        Assert.Equal(0, report.Code);
        var all = Row(report, "acceptance", "strategy", "all");
        Assert.Equal(decisions.Count, all.GetProperty("proposals").GetInt64());
        foreach (var (column, verdict) in (ReadOnlySpan<(string, string)>)[("approved", "Approve"), ("modified", "Modify"), ("blocked", "Block")])
        {
            Assert.Equal(decisions.Count(d => d.GetProperty("verdict").GetString() == verdict), all.GetProperty(column).GetInt64());
        }

        foreach (var gate in Rows(report, "gates"))
        {
            var name = gate.GetProperty("gate").GetString();
            var binding = decisions.Where(d => d.GetProperty("binding_gate").GetString() == name).ToList();
            Assert.Equal(binding.Count(d => d.GetProperty("verdict").GetString() == "Block"), gate.GetProperty("blocks").GetInt64());
            Assert.Equal(binding.Count(d => d.GetProperty("verdict").GetString() == "Modify"), gate.GetProperty("cuts").GetInt64());
            Assert.Equal(decisions.Count(d => d.GetProperty("objections").GetString()?.Split('+').Contains(name) == true), gate.GetProperty("objections").GetInt64());
        }

        Assert.Equal("Arm", Rows(report, "commands").Single().GetProperty("action").GetString());
        Assert.Equal(("Halted", "Active"), (Rows(report, "tradingStates")[0].GetProperty("from").GetString(), Rows(report, "tradingStates")[0].GetProperty("to").GetString()));
    }

    [Fact]
    public async Task ExecutionAddsUpToTheFills()
    {
        using var directory = new TemporaryDirectory();
        await Demo(directory["d"]);
        var fills = await Export(directory, "fills");
        var orders = await Export(directory, "orders");

        var report = await Cli.RunAsync("report", "execution", directory["d"], "--format", "json");

        var rows = Rows(report, "execution");
        Assert.All(rows, r => Assert.True(r.GetProperty("simulated").GetBoolean()));
        Assert.Equal(orders.Count, rows.Sum(r => r.GetProperty("orders").GetInt64()));
        Assert.Equal(fills.Count, rows.Sum(r => r.GetProperty("fills").GetInt64()));
        Assert.Equal(Sum(fills, "fee"), Sum(rows, "fees"));
        Assert.Equal(Sum(fills, "slippage"), Sum(rows, "slippage"));
        Assert.Equal(Sum(fills, "quantity"), Sum(rows, "filled"));
        Assert.All(
            (string[])["decision to send", "send to acknowledgement", "decision to acknowledgement"],
            stage => Assert.Equal(orders.Count, Row(report, "latency", "from", stage).GetProperty("samples").GetInt64()));
    }

    /// <summary>A journal that does not say when orders left: the rows stand there without samples and without figures.</summary>
    [Fact]
    public async Task WhenOrdersLeftIsUnknownWhereItIsNotRecorded()
    {
        using var directory = new TemporaryDirectory();
        await Demo(directory["d"]);
        var report = new ExecutionQualityReport();
        using var replay = new AuditReplay(_ => false);
        JournalReading.Run(directory["d"], (in RecordView record) =>
        {
            var header = new JournalRecord { Sequence = record.Sequence, TimeNanos = record.TimeNanos, Type = record.Type };
            var made = new RecordView(in header, WithoutSent(in record), record.Segment, record.File, record.Offset);
            replay.Take(in made);
            report.Take(replay, in made, true);
        });

        var rows = report.Build(replay).Single(s => s.Name == "latency").Rows;
        Assert.Equal([0L, null, null, null, null], rows.Single(r => (string?)r[2] == "decision to send").Skip(3));
        Assert.Equal([0L, null, null, null, null], rows.Single(r => (string?)r[2] == "send to acknowledgement").Skip(3));
        Assert.True((long)rows.Single(r => (string?)r[2] == "decision to acknowledgement")[3]! > 0);
    }

    [Fact]
    public async Task RiskAgreesWithTheSummaryOfTheRun()
    {
        using var directory = new TemporaryDirectory();
        var demo = await Demo(directory["d"]);

        var report = await Cli.RunAsync("report", "risk", directory["d"], "--format", "json");

        var account = Rows(report, "accounts").Single();
        Assert.Contains($"realised P&L {account.GetProperty("realised").GetString()} USDT", demo.Out, StringComparison.Ordinal);
        Assert.Contains($"open, not realised: {account.GetProperty("open").GetString()} USDT", demo.Out, StringComparison.Ordinal);
        foreach (var line in Rows(report, "positions"))
        {
            Assert.Contains($"position {line.GetProperty("position").GetString()}, open {line.GetProperty("open").GetString()} USDT", demo.Out, StringComparison.Ordinal);
        }

        // Each amount is rounded down by less than a unit, so the parts may fall short of the whole by as many as there are.
        var whole = FixedPoint.Parse(account.GetProperty("realised").GetString());
        Assert.InRange(whole - Sum(Rows(report, "assets"), "realised"), 0, Rows(report, "assets").Count);
        Assert.InRange(Sum(Rows(report, "strategies"), "realised") - Sum(Rows(report, "positions"), "realisedEver"), 0, Rows(report, "positions").Count);
    }

    /// <summary>One fill of a paper journal that says it is real: no sum of them is told.</summary>
    [Fact]
    public async Task RiskRefusesToAddSimulatedAndRealFills()
    {
        using var directory = new TemporaryDirectory();
        await Demo(directory["d"]);
        var report = new RiskReport();
        using var replay = new AuditReplay(_ => false);

        var refused = Assert.Throws<CliException>(() => JournalReading.Run(directory["d"], (in RecordView record) =>
        {
            var header = new JournalRecord { Sequence = record.Sequence, TimeNanos = record.TimeNanos, Type = record.Type };
            var made = new RecordView(in header, WithoutSimulated(in record), record.Segment, record.File, record.Offset);
            replay.Take(in made);
            report.Take(replay, in made, true);
        }));

        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("a real fill in a journal of mode Paper", refused.Message, StringComparison.Ordinal);
    }

    /// <summary>Another report that changes nothing stands in the place of each that says an order was sent.</summary>
    private static byte[] WithoutSent(in RecordView record)
    {
        var payload = record.Payload.ToArray();
        if (record.Type == (ushort)EventKind.ExecutionReport)
        {
            var input = payload.AsSpan(RecordPayload.HeadBytes);
            var report = MemoryMarshal.Read<ExecutionReport>(input);
            report.Kind = report.Kind == ReportKind.Sent ? ReportKind.CancelRejected : report.Kind;
            MemoryMarshal.Write(input, in report);
        }

        return payload;
    }

    private static byte[] WithoutSimulated(in RecordView record)
    {
        var payload = record.Payload.ToArray();
        if (record.Type == (ushort)EventKind.ExecutionReport)
        {
            var input = payload.AsSpan(RecordPayload.HeadBytes);
            var report = MemoryMarshal.Read<ExecutionReport>(input);
            report.Flags &= ~ReportFlags.Simulated;
            MemoryMarshal.Write(input, in report);
        }

        return payload;
    }

    /// <summary>What two halves of the time tell is together what the whole tells.</summary>
    [Fact]
    public async Task HalvesAddUpToTheWhole()
    {
        using var directory = new TemporaryDirectory();
        await Demo(directory["d"]);
        const string Middle = "2026-01-05T04:00:00Z";

        var (whole, early, late) = (
            await Cli.RunAsync("report", "execution", directory["d"], "--json"),
            await Cli.RunAsync("report", "execution", directory["d"], "--json", "--to", Middle),
            await Cli.RunAsync("report", "execution", directory["d"], "--json", "--from", Middle));
        var (wholeRisk, earlyRisk, lateRisk) = (
            await Cli.RunAsync("report", "risk", directory["d"], "--json"),
            await Cli.RunAsync("report", "risk", directory["d"], "--json", "--to", Middle),
            await Cli.RunAsync("report", "risk", directory["d"], "--json", "--from", Middle));

        Assert.Equal(Sum(Rows(whole, "execution"), "fees"), Sum(Rows(early, "execution"), "fees") + Sum(Rows(late, "execution"), "fees"));
        var parts = Sum(Rows(earlyRisk, "strategies"), "realised") + Sum(Rows(lateRisk, "strategies"), "realised");
        Assert.InRange(Sum(Rows(wholeRisk, "strategies"), "realised") - parts, 0, 4);
        Assert.True(Sum(Rows(earlyRisk, "strategies"), "realised") != 0 && Sum(Rows(lateRisk, "strategies"), "realised") != 0);
    }

    [Theory]
    [InlineData("governance")]
    [InlineData("execution")]
    [InlineData("risk")]
    public async Task HtmlNeedsNothingElse(string kind)
    {
        using var directory = new TemporaryDirectory();
        await Demo(directory["d"]);

        await Cli.RunAsync("report", kind, directory["d"], "--out", directory["r.html"]);

        var html = File.ReadAllText(directory["r.html"]);
        Assert.Contains("SIMULATED", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("http", html, StringComparison.OrdinalIgnoreCase);
        var at = html.IndexOf("<svg", StringComparison.Ordinal);
        Assert.True(at > 0);
        var svg = XElement.Parse(html[at..(html.IndexOf("</svg>", at, StringComparison.Ordinal) + 6)]);
        Assert.NotEmpty(svg.Elements());
    }

    [Fact]
    public async Task CsvHoldsTheSameRows()
    {
        using var directory = new TemporaryDirectory();
        await Demo(directory["d"]);

        var csv = await Cli.RunAsync("report", "governance", directory["d"], "--format", "csv");
        var json = await Cli.RunAsync("report", "governance", directory["d"], "--json");

        var table = csv.Out.Split("# gates\n")[1].Split("\n\n")[0].Split('\n');
        Assert.Equal("gate,blocks,cuts,objections,nearMisses,overruled", table[0]);
        Assert.Equal(Rows(json, "gates").Select(r => string.Join(',', r.EnumerateObject().Select(p => p.Value.ToString()))), table[1..]);
    }

    private static long Sum(IEnumerable<JsonElement> rows, string column) => rows.Sum(r => FixedPoint.Parse(r.GetProperty(column).GetString()));

    private static List<JsonElement> Rows(Cli report, string section) => [.. report.Json.RootElement.GetProperty(section).EnumerateArray()];

    private static JsonElement Row(Cli report, string section, string column, string value) =>
        Rows(report, section).Single(r => r.GetProperty(column).GetString() == value);

    private static async Task<List<JsonElement>> Export(TemporaryDirectory directory, string table)
    {
        await Cli.RunAsync("journal", "export", directory["d"], "--format", "jsonl", "--out", directory["x"]);
        return [.. File.ReadLines(Path.Combine(directory["x"], table + ".jsonl")).Select(l => JsonDocument.Parse(l).RootElement)];
    }

    private static async Task<Cli> Demo(string data)
    {
        var demo = await Cli.RunAsync("demo", "--speed", "max", "--exit", "--data", data);
        Assert.Equal(0, demo.Code);
        return demo;
    }
}
