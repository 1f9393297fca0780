using Chronos.Core;
using Chronos.Core.Policies;
using Chronos.Core.Replay;
using Chronos.Host.Audit;
using Chronos.Host.Cases;
using Chronos.Host.Cases.Pins;
using Chronos.Host.Cli;

namespace Chronos.Host.Tests;

/// <summary>Recorded decisions become cases that hold.</summary>
public class JournalPinTests
{
    [Theory]
    [InlineData("momentum:1")]
    [InlineData("momentum:5")]
    [InlineData("mean-reversion:20")]
    public async Task APinnedDecisionHoldsInPolicyTest(string id)
    {
        using var directory = new TemporaryDirectory();
        await Demo(directory["d"]);
        Directory.CreateDirectory(directory["cases"]);
        var file = Path.Combine(directory["cases"], "pinned.json");

        var pin = await Cli.RunAsync("journal", "pin", id, directory["d"], "--out", file, "--policy-out", directory["policy.json"]);
        var test = await Cli.RunAsync("policy", "test", directory["cases"], "--policy", directory["policy.json"], "--json");
        var explain = await Cli.RunAsync("journal", "explain", id, directory["d"], "--json");

        Assert.Equal((0, 0), (pin.Code, test.Code));
        Assert.Equal(0, test.Json.RootElement.GetProperty("failures").GetArrayLength());
        var pinned = CaseFile.Read(file).Single().Expected;
        var decision = explain.Json.RootElement.GetProperty("decisions")[0];
        Assert.Equal(decision.GetProperty("verdict").GetString(), pinned.Verdict.ToString());
        Assert.Equal(decision.GetProperty("bindingGate").GetString(), pinned.BindingGate?.ToString());
    }

    /// <summary>Every decision of the demonstration can be pinned, those too that rest on orders filled in part.</summary>
    [Fact]
    public async Task DecisionsOfTheDemonstrationArePinned()
    {
        using var directory = new TemporaryDirectory();
        await Demo(directory["d"]);
        var history = new HistorySteps();
        using var replay = new AuditReplay(_ => false);
        var (found, decisions) = (0, 0);
        List<string> unpinned = [];
        JournalReading.Run(directory["d"], (in Core.Journal.RecordView record) =>
        {
            // The books before the record are those the proposal met; the next proposal's history ends here.
            if (record.Type == (ushort)EventKind.Proposal && replay.State.Policy is not null)
            {
                found += Pin(directory["d"], record.Sequence, replay, history, unpinned, ref decisions) ? 1 : 0;
            }

            replay.Take(in record);
            history.Take(in record);
        });

        Assert.True(decisions > 20, $"{decisions} decisions");
        Assert.True(found == decisions, $"{found} of {decisions} pinned; {string.Join('\n', unpinned)}");
    }

    [Fact]
    public async Task WhatACaseCannotSayIsNamedAndNothingIsWritten()
    {
        using var directory = new TemporaryDirectory();
        await Demo(directory["d"]);
        var reading = JournalExplainCommand.Explain(directory["d"], "momentum:1").Final;

        var byVote = Assert.Throws<CaseException>(() => new CasePin(reading with { Kind = EventKind.Vote }, 256));
        Assert.Contains("votes from outside", byVote.Message, StringComparison.Ordinal);

        var tighter = PolicyFile.Parse(System.Text.Encoding.UTF8.GetBytes(
            System.Text.Encoding.UTF8.GetString(reading.Policy!.Source).Replace("\"orderNotionalMax\": \"20000\"", "\"orderNotionalMax\": \"19000\"", StringComparison.Ordinal)));
        using var replayer = new Replayer();
        var history = new HistorySteps();
        JournalReading.Run(directory["d"], (in Core.Journal.RecordView record) =>
        {
            if (record.Sequence < reading.Decision.Sequence)
            {
                replayer.Replay(in record);
                history.Take(in record);
            }
        });
        var pin = new CasePin(reading with { Policy = tighter }, 256);

        Assert.Null(pin.Find(replayer.State, history));
        Assert.Contains(pin.Tried, t => t.Contains("recorded Modify 0.23", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AnUnknownDecisionIsWrongInput()
    {
        using var directory = new TemporaryDirectory();
        await Demo(directory["d"]);

        (await Cli.RunAsync("journal", "pin", "1", directory["d"], "--out", directory["x.json"])).AssertUsage("no proposal was decided");
        Assert.False(File.Exists(directory["x.json"]));
    }

    private static bool Pin(string data, long sequence, AuditReplay replay, HistorySteps history, List<string> unpinned, ref int decisions)
    {
        // One in eight keeps the test short.
        using var locator = new ProposalLocator(sequence);
        if (sequence % 8 != 0)
        {
            return false;
        }

        JournalReading.Run(data, locator.Take, () => locator.IsOver);
        if (locator.Found is null)
        {
            return false;
        }

        decisions++;
        var reading = JournalExplainCommand.Explain(data, $"{sequence}").Decisions[0];
        var pin = new CasePin(reading, replay.State.Identity.WorkingOrdersMax);
        var script = pin.Find(replay.State, history);
        if (script is null)
        {
            unpinned.Add($"{sequence}: {string.Join("; ", pin.Tried)}");
        }

        return script is not null && pin.Expected.Holds(script.Play(reading.Policy!));
    }

    private static async Task Demo(string data) =>
        Assert.Equal(0, (await Cli.RunAsync("demo", "--speed", "max", "--exit", "--data", data)).Code);
}
