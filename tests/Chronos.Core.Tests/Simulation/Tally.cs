using Chronos.Core.Journal;

namespace Chronos.Core.Tests.Simulation;

/// <summary>What was met in one run, or in many: faults fired, verdicts given, and whatever else should happen sometimes.</summary>
internal sealed class Tally
{
    private readonly long[] _faults = new long[Enum.GetValues<FaultKind>().Length];
    private readonly SortedDictionary<string, long> _others = new(StringComparer.Ordinal);

    /// <summary>How often a fault has fired.</summary>
    public long this[FaultKind kind] => _faults[(int)kind];

    /// <summary>How often something else has happened.</summary>
    public long this[string what] => _others.GetValueOrDefault(what);

    /// <summary>How often recovery has found something.</summary>
    public long this[RecoveryVerdict verdict] => this[NameOf(verdict)];

    public void Count(FaultKind kind) => _faults[(int)kind]++;

    public void Count(string what, long times = 1) => _others[what] = this[what] + times;

    public void Count(RecoveryVerdict verdict) => Count(NameOf(verdict));

    /// <summary>Adds what another has counted.</summary>
    public void Add(Tally other)
    {
        for (var i = 0; i < _faults.Length; i++)
        {
            _faults[i] += other._faults[i];
        }

        foreach (var (what, times) in other._others)
        {
            Count(what, times);
        }
    }

    /// <summary>Kinds of faults that have never fired.</summary>
    public IReadOnlyList<FaultKind> NeverFired() => [.. Enum.GetValues<FaultKind>().Where(kind => this[kind] == 0)];

    private static string NameOf(RecoveryVerdict verdict) => $"verdict {verdict}";

    /// <inheritdoc />
    public override string ToString() => string.Join(
        "\n",
        Enum.GetValues<FaultKind>().Select(kind => $"fault {kind}: {this[kind]}").Concat(_others.Select(o => $"{o.Key}: {o.Value}")));
}
