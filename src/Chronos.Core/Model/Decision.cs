using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Chronos.Core.Model;

/// <summary>The answer to a proposal: how much may pass, who agreed, what was sealed, and every reason against it.</summary>
public struct Decision
{
    /// <summary>Place in the order of events; 0 for a probe.</summary>
    public long Sequence;

    /// <summary>Engine time of the decision: nanoseconds since the Unix epoch.</summary>
    public long DecidedAtNanos;

    /// <summary>From ingress until the decision was published; 0 when it was not measured.</summary>
    public long LatencyNanos;

    /// <summary>The proposal as decoded; default values when it could not be.</summary>
    public Proposal Proposal;

    /// <summary>What was decided.</summary>
    public DecisionRecord Record;

    /// <summary>The votes with their figures.</summary>
    public VoteSet Votes;

    /// <summary>What would pass now, when the proposal did not pass whole.</summary>
    public Counterfactual Counterfactual;

    /// <summary>Reasons in use.</summary>
    public int ObjectionCount;

    private ObjectionSet _objections;

    /// <summary>The outcome.</summary>
    public readonly Verdict Verdict => Record.Verdict;

    /// <summary>The primary cause; <see cref="ReasonCode.None"/> on approval.</summary>
    public readonly ReasonCode Reason => Record.Reason;

    /// <summary>How much may pass.</summary>
    public readonly Quantity PermittedQuantity => Record.PermittedQuantity;

    /// <summary>The order's number; 0 when blocked.</summary>
    public readonly OrderId OrderId => Record.OrderId;

    /// <summary>Every reason, in gate order.</summary>
    [UnscopedRef]
    public readonly ReadOnlySpan<Objection> Objections => ((ReadOnlySpan<Objection>)_objections)[..ObjectionCount];

    /// <summary>Copies what an event carries; of the objections only those in use.</summary>
    internal void CopyFrom(ref readonly EngineEvent source, long latencyNanos)
    {
        Sequence = source.Sequence;
        DecidedAtNanos = source.TimeNanos;
        LatencyNanos = latencyNanos;
        Proposal = source.Proposal;
        Record = source.Decision;
        Votes = source.Votes;
        Counterfactual = source.Counterfactual;
        ObjectionCount = source.ObjectionCount;
        for (var i = 0; i < ObjectionCount; i++)
        {
            _objections[i] = source.Objections[i];
        }
    }

    /// <summary>Copies another decision; of the objections only those in use.</summary>
    internal void CopyFrom(ref readonly Decision source)
    {
        Sequence = source.Sequence;
        DecidedAtNanos = source.DecidedAtNanos;
        LatencyNanos = source.LatencyNanos;
        Proposal = source.Proposal;
        Record = source.Record;
        Votes = source.Votes;
        Counterfactual = source.Counterfactual;
        ObjectionCount = source.ObjectionCount;
        source.Objections.CopyTo(_objections);
    }
}
