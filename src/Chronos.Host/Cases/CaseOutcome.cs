using Chronos.Core;
using Chronos.Core.Model;

namespace Chronos.Host.Cases;

/// <summary>What was decided about the proposal of a case; or why it could not be asked about.</summary>
internal sealed record CaseOutcome
{
    /// <summary>Why the case could not be played to its end; null when it was.</summary>
    public string? Failure { get; init; }

    /// <summary>The outcome.</summary>
    public Verdict Verdict { get; init; }

    /// <summary>The gate that let the least pass.</summary>
    public GateId BindingGate { get; init; } = GateId.None;

    /// <summary>The primary cause.</summary>
    public ReasonCode Reason { get; init; }

    /// <summary>What passed; nothing when blocked.</summary>
    public Quantity Permitted { get; init; }

    /// <summary>What was observed, in the unit of the reason.</summary>
    public long Observed { get; init; }

    /// <summary>What it was compared with.</summary>
    public long Limit { get; init; }

    /// <summary>The gates that objected.</summary>
    public required IReadOnlyList<GateId> Objections { get; init; }

    /// <summary>True when some of it passed.</summary>
    public bool Passes => Failure is null && Verdict is Verdict.Approve or Verdict.Modify;

    /// <summary>What an event's decision says.</summary>
    public static CaseOutcome Of(in EngineEvent e)
    {
        var gates = new List<GateId>();
        foreach (ref readonly var objection in ((ReadOnlySpan<Objection>)e.Objections)[..e.ObjectionCount])
        {
            if (objection.Gate != GateId.None)
            {
                gates.Add(objection.Gate);
            }
        }

        return new CaseOutcome
        {
            Verdict = e.Decision.Verdict,
            BindingGate = e.Decision.BindingGate,
            Reason = e.Decision.Reason,
            Permitted = e.Decision.Passes ? e.Decision.PermittedQuantity : default,
            Observed = e.Decision.Observed,
            Limit = e.Decision.Limit,
            Objections = gates,
        };
    }

    /// <summary>A case that could not be played.</summary>
    public static CaseOutcome Failed(string why) => new() { Failure = why, Objections = [] };

    /// <summary>In one line for people.</summary>
    public override string ToString()
    {
        if (Failure is not null)
        {
            return Failure;
        }

        var cause = Reason == ReasonCode.None
            ? ""
            : $" by {(BindingGate == GateId.None ? Reason : BindingGate)} ({Reason}, observed {Figure(Observed)}, limit {Figure(Limit)})";
        return Verdict == Verdict.Block ? "Block" + cause : $"{Verdict} {Permitted}{cause}";
    }

    private string Figure(long value) => ReasonUnits.Of(Reason) is MeasureUnit.Quantity or MeasureUnit.Notional or MeasureUnit.Price
        ? FixedPoint.Format(value)
        : value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
