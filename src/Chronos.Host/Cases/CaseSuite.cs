using Chronos.Core.Gates;
using Chronos.Core.Model;
using Chronos.Core.Policies;

namespace Chronos.Host.Cases;

/// <summary>The cases of a directory played under one policy: whether they hold, which gates they make bind, and which changes of the policy they would notice.</summary>
internal sealed class CaseSuite
{
    private readonly Policy _policy;

    /// <summary>Plays every case.</summary>
    public CaseSuite(IReadOnlyList<PolicyCase> cases, Policy policy)
    {
        _policy = policy;
        Results = [.. cases.Select(c => new CaseResult(c, c.Script.Play(policy)))];
    }

    /// <summary>Every case with its outcome, in the order of files and lines.</summary>
    public IReadOnlyList<CaseResult> Results { get; }

    /// <summary>Cases that did not come out as they must.</summary>
    public IEnumerable<CaseResult> Failures => Results.Where(r => !r.Holds);

    /// <summary>Every gate of the engine.</summary>
    public static IReadOnlyList<GateId> Gates { get; } = [.. new GateChain().All().Select(g => g.Id)];

    /// <summary>Gates that bind in no case that holds, and that no such case demands the objection of.</summary>
    public IReadOnlyList<GateId> Uncovered
    {
        get
        {
            var bound = Results.Where(r => r.Holds).SelectMany(r => r.Case.Expected.Objections.Append(r.Outcome.BindingGate)).ToHashSet();
            return [.. Gates.Where(g => !bound.Contains(g))];
        }
    }

    /// <summary>The cases of every *.json file of a directory, in the order of names. Throws <see cref="CliException"/> with everything wrong in them.</summary>
    public static List<PolicyCase> Load(string directory)
    {
        if (!Directory.Exists(directory))
        {
            throw CliException.Input($"{directory}: no such directory");
        }

        var files = Directory.GetFiles(directory, "*.json").Order(StringComparer.Ordinal).ToList();
        if (files.Count == 0)
        {
            throw CliException.Input($"{directory}: holds no *.json");
        }

        var cases = new List<PolicyCase>();
        var errors = new List<string>();
        foreach (var file in files)
        {
            try
            {
                cases.AddRange(Files.Read(file, CaseFile.Read));
            }
            catch (PolicyException e)
            {
                errors.AddRange(e.Errors.Select(error => $"{file}: {error}"));
            }
        }

        return errors.Count == 0 ? cases : throw CliException.Input(string.Join('\n', errors));
    }

    /// <summary>
    /// Nudges every limit of the policy and plays the cases again, each until one no longer holds. A nudge that makes no
    /// policy is left out: nobody could load it.
    /// </summary>
    public List<NudgeResult> Mutate()
    {
        var holding = Results.Where(r => r.Holds).Select(r => r.Case).ToList();
        var results = new List<NudgeResult>();
        foreach (var nudge in PolicyNudge.Of(_policy))
        {
            if (Read(nudge) is { } policy)
            {
                results.Add(new NudgeResult(nudge, holding.Find(c => !c.Expected.Holds(c.Script.Play(policy)))));
            }
        }

        return results;
    }

    private static Policy? Read(PolicyNudge nudge)
    {
        try
        {
            return PolicyFile.ParseRecorded(nudge.Source);
        }
        catch (PolicyException)
        {
            // The limit stands at a bound that other values set.
            return null;
        }
    }
}
