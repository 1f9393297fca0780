namespace Chronos.Host.Cases;

/// <summary>A case and what was decided about it.</summary>
internal sealed record CaseResult(PolicyCase Case, CaseOutcome Outcome)
{
    /// <summary>Whether it is what the case says must be decided.</summary>
    public bool Holds => Case.Expected.Holds(Outcome);
}
