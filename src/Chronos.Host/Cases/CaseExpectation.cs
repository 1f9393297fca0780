using Chronos.Core.Model;

namespace Chronos.Host.Cases;

/// <summary>What a case says must be decided; what it leaves out may be anything.</summary>
internal sealed record CaseExpectation
{
    /// <summary>The outcome.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>The gate that must bind.</summary>
    public GateId? BindingGate { get; init; }

    /// <summary>The primary cause that must be given.</summary>
    public ReasonCode? Reason { get; init; }

    /// <summary>Gates that must object, whichever of them binds.</summary>
    public IReadOnlyList<GateId> Objections { get; init; } = [];

    /// <summary>How much must pass.</summary>
    public Quantity? Permitted { get; init; }

    /// <summary>Whether an outcome is the one expected.</summary>
    public bool Holds(CaseOutcome outcome) =>
        outcome.Failure is null
        && outcome.Verdict == Verdict
        && (BindingGate is not { } gate || outcome.BindingGate == gate)
        && (Reason is not { } reason || outcome.Reason == reason)
        && Objections.All(outcome.Objections.Contains)
        && (Permitted is not { } permitted || outcome.Permitted == permitted);

    /// <summary>In one line for people.</summary>
    public override string ToString() =>
        $"{Verdict}{(Permitted is { } p ? $" {p}" : "")}{(BindingGate is { } g ? $" by {g}" : "")}{(Reason is { } r ? $" ({r})" : "")}"
        + (Objections.Count == 0 ? "" : $", objections of {string.Join(", ", Objections)}");
}
