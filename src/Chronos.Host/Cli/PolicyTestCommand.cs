using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Chronos.Core.Policies;
using Chronos.Host.Cases;

namespace Chronos.Host.Cli;

/// <summary><c>chronos policy test</c>: plays cases under a policy and says what they would not notice.</summary>
internal static class PolicyTestCommand
{
    public static Command Create()
    {
        var directory = new Argument<string>("DIR") { Description = "Directory of case files (*.json)." };
        var file = new Option<string>("--policy") { Description = "The policy.", Required = true };
        var score = new Option<int>("--score-min") { Description = "Fail when less than this percentage of nudges is noticed." };
        score.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 0 or > 100)
            {
                result.AddError("--score-min must be 0 to 100.");
            }
        });
        var test = new Command("test", "Plays cases under a policy; names gates no case makes bind and nudges of limits no case notices.")
        {
            directory, file, score,
        };
        test.SetAction(parsed =>
        {
            var policy = Files.ReadPolicy(parsed.GetValue(file)!);
            var suite = new CaseSuite(CaseSuite.Load(parsed.GetValue(directory)!), policy);
            var nudges = suite.Mutate();
            var noticed = nudges.Count(n => n.NoticedBy is not null);
            var output = parsed.InvocationConfiguration.Output;
            output.WriteLine(parsed.GetValue(SharedOptions.Json)
                ? JsonLine.Of(w => Describe(w, suite, nudges))
                : string.Join(Environment.NewLine, Describe(suite, nudges)));
            return suite.Failures.Any() || noticed * 100 < nudges.Count * parsed.GetValue(score) ? ExitCode.CheckFailed : ExitCode.Done;
        });
        return test;
    }

    private static IEnumerable<string> Describe(CaseSuite suite, List<NudgeResult> nudges)
    {
        foreach (var failure in suite.Failures)
        {
            yield return $"FAILED {failure.Case.Place}: {failure.Case.Name}: expected {failure.Case.Expected}; got {failure.Outcome}";
        }

        var unnoticed = nudges.Where(n => n.NoticedBy is null).ToList();
        var bound = CaseSuite.Gates.Count - suite.Uncovered.Count;
        yield return $"cases      {suite.Results.Count}, {suite.Results.Count - suite.Failures.Count()} as expected";
        yield return $"gates      {bound} of {CaseSuite.Gates.Count} bind in a case"
            + (suite.Uncovered.Count == 0 ? "" : $"; not {string.Join(", ", suite.Uncovered)}");
        yield return $"nudges     {nudges.Count - unnoticed.Count} of {nudges.Count} limits moved by one step are noticed"
            + string.Create(CultureInfo.InvariantCulture, $" ({(nudges.Count == 0 ? 0 : (nudges.Count - unnoticed.Count) * 100 / nudges.Count)} %)");
        foreach (var (nudge, _) in unnoticed)
        {
            yield return $"  line {nudge.Line}: {nudge.Path}: {nudge.From} -> {nudge.To} ({Direction(nudge)}): no case notices";
        }
    }

    private static void Describe(Utf8JsonWriter w, CaseSuite suite, List<NudgeResult> nudges)
    {
        w.WriteNumber("cases", suite.Results.Count);
        w.WriteStartArray("failures");
        foreach (var failure in suite.Failures)
        {
            w.WriteStartObject();
            w.WriteString("place", failure.Case.Place);
            w.WriteString("name", failure.Case.Name);
            w.WriteString("expected", failure.Case.Expected.ToString());
            w.WriteString("got", failure.Outcome.ToString());
            w.WriteEndObject();
        }

        w.WriteEndArray();
        w.WriteNumber("gates", CaseSuite.Gates.Count);
        w.WriteStartArray("gatesNotBinding");
        foreach (var gate in suite.Uncovered)
        {
            w.WriteStringValue(gate.ToString());
        }

        w.WriteEndArray();
        w.WriteNumber("nudges", nudges.Count);
        w.WriteNumber("nudgesNoticed", nudges.Count(n => n.NoticedBy is not null));
        w.WriteStartArray("nudgesNotNoticed");
        foreach (var (nudge, _) in nudges.Where(n => n.NoticedBy is null))
        {
            w.WriteStartObject();
            w.WriteNumber("line", nudge.Line);
            w.WriteString("path", nudge.Path);
            w.WriteString("from", nudge.From);
            w.WriteString("to", nudge.To);
            w.WriteString("direction", Direction(nudge));
            w.WriteEndObject();
        }

        w.WriteEndArray();
    }

    private static string Direction(PolicyNudge nudge) => nudge.Loosens ? "looser" : "tighter";
}
