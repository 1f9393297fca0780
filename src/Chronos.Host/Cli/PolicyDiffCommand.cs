using System.CommandLine;
using System.Text.Json;
using Chronos.Core.Policies;
using Chronos.Core.Replay;
using Chronos.Host.Cases;

namespace Chronos.Host.Cli;

/// <summary><c>chronos policy diff</c>: what got looser or tighter, each with an order that shows it, and which recorded decisions flip.</summary>
internal static class PolicyDiffCommand
{
    public static Command Create()
    {
        var from = new Argument<string>("A") { Description = "The earlier policy." };
        var to = new Argument<string>("B") { Description = "The later policy." };
        var journal = new Option<string?>("--journal") { Description = "Decide what this journal recorded again under B." };
        var diff = new Command("diff", "Tells what got looser or tighter from A to B, each with an order that shows it.") { from, to, journal };
        diff.SetAction(parsed => Run(
            Files.ReadPolicy(parsed.GetValue(from)!),
            Files.ReadPolicy(parsed.GetValue(to)!),
            parsed.GetValue(journal),
            parsed.InvocationConfiguration.Output,
            parsed.GetValue(SharedOptions.Json)));
        return diff;
    }

    private static int Run(Policy from, Policy to, string? journal, TextWriter output, bool json)
    {
        var whatIf = journal is null ? null : WhatIfReading.Of(journal, to);
        var diff = PolicyDiff.Between(from, to);
        var search = new WitnessSearch(diff, from, to);
        var changes = diff.Changes.Select(c => (Change: c, Witness: search.Find(c))).ToList();
        output.WriteLine(json
            ? JsonLine.Of(w => Write(w, diff, changes, search.Tried, whatIf, to))
            : string.Join(Environment.NewLine, Describe(diff, changes, search.Tried, whatIf, to)));
        return whatIf is { Recorded.IsIdentical: false } ? ExitCode.CheckFailed : ExitCode.Done;
    }

    private static IEnumerable<string> Describe(
        PolicyDiff diff, List<(PolicyChange Change, Witness? Witness)> changes, long tried, WhatIfReport? whatIf, Policy to)
    {
        yield return diff.Loosens ? "LOOSER: B may let something pass that A does not" : changes.Count == 0 ? "SAME" : "NOT LOOSER";
        if (diff.CannotFollow is { } objection)
        {
            yield return $"an engine with A would not take B: {objection}";
        }

        foreach (var (change, witness) in changes)
        {
            yield return $"{Word(change.Effect),-8} {change.Path}: {Values(change)}";
            if (witness is not null)
            {
                yield return $"         A: {witness.Before}";
                yield return $"         B: {witness.After}{Basis(witness.Basis)}";
                yield return "         " + JsonLine.Of(w => WriteScript(w, witness.Script));
            }
            else if (change.Effect != ChangeEffect.Neutral)
            {
                yield return "         no order that shows it was found";
            }
        }

        yield return $"{tried} orders tried in search of witnesses; that none is found proves nothing";
        foreach (var line in whatIf is null ? [] : WhatIfReading.Describe(whatIf, to))
        {
            yield return line;
        }
    }

    private static string Values(PolicyChange change) => change.Kind switch
    {
        ChangeKind.Added => change.To is null ? $"added (B line {change.ToLine})" : $"added {change.To} (B line {change.ToLine})",
        ChangeKind.Removed => change.From is null ? $"removed (A line {change.FromLine})" : $"removed {change.From} (A line {change.FromLine})",
        _ => $"{change.From} -> {change.To} (A line {change.FromLine}, B line {change.ToLine})",
    };

    private static string Basis(WitnessBasis basis) => basis switch
    {
        WitnessBasis.ChangeAlone => " (A with this change alone)",
        WitnessBasis.ChangeLast => " (against B without this change)",
        _ => " (with every change)",
    };

    private static string Word(ChangeEffect effect) => effect switch
    {
        ChangeEffect.Neutral => "same",
        ChangeEffect.Either => "either",
        _ => effect.ToString().ToLowerInvariant(),
    };

    private static void Write(
        Utf8JsonWriter w, PolicyDiff diff, List<(PolicyChange Change, Witness? Witness)> changes, long tried, WhatIfReport? whatIf, Policy to)
    {
        w.WriteBoolean("loosens", diff.Loosens);
        w.WriteString("cannotFollow", diff.CannotFollow);
        w.WriteStartArray("changes");
        foreach (var (change, witness) in changes)
        {
            w.WriteStartObject();
            w.WriteString("path", change.Path);
            w.WriteString("kind", change.Kind.ToString());
            w.WriteString("effect", change.Effect.ToString());
            w.WriteString("from", change.From);
            w.WriteString("to", change.To);
            w.WriteNumber("fromLine", change.FromLine);
            w.WriteNumber("toLine", change.ToLine);
            if (witness is not null)
            {
                w.WriteStartObject("witness");
                w.WriteString("basis", witness.Basis.ToString());
                w.WriteString("before", witness.Before.ToString());
                w.WriteString("after", witness.After.ToString());
                w.WriteStartObject("script");
                WriteScript(w, witness.Script);
                w.WriteEndObject();
                w.WriteEndObject();
            }

            w.WriteEndObject();
        }

        w.WriteEndArray();
        w.WriteNumber("ordersTried", tried);
        if (whatIf is not null)
        {
            w.WriteStartObject("journal");
            WhatIfReading.Write(w, whatIf, to);
            w.WriteEndObject();
        }
    }

    private static void WriteScript(Utf8JsonWriter w, CaseScript script)
    {
        w.WriteString("start", IsoTime.Format(script.StartNanos));
        w.WriteStartArray("given");
        foreach (var step in script.Steps)
        {
            w.WriteStartObject();
            step.Write(w);
            w.WriteEndObject();
        }

        w.WriteEndArray();
        w.WriteStartObject("propose");
        script.Proposal.Write(w);
        w.WriteEndObject();
    }
}
