using Chronos.Core.Policies;

namespace Chronos.Host.Cases;

/// <summary>What happens, and a proposal at the end of it. Immutable.</summary>
internal sealed record CaseScript
{
    /// <summary>Engine time at which it begins where nothing is said: a Monday noon.</summary>
    public const long UsualStartNanos = 1_767_614_400_000_000_000;

    /// <summary>Places for working orders where nothing is said.</summary>
    public const int UsualWorkingOrdersMax = 256;

    /// <summary>Engine time at which it begins.</summary>
    public long StartNanos { get; init; } = UsualStartNanos;

    /// <summary>Places for working orders of the engine.</summary>
    public int WorkingOrdersMax { get; init; } = UsualWorkingOrdersMax;

    /// <summary>What happens before.</summary>
    public required IReadOnlyList<CaseStep> Steps { get; init; }

    /// <summary>The proposal it is about.</summary>
    public required CaseProposal Proposal { get; init; }

    /// <summary>Plays it under a policy, through the whole pipeline.</summary>
    public CaseOutcome Play(Policy policy)
    {
        try
        {
            using var stage = new CaseStage(policy, StartNanos, WorkingOrdersMax);
            foreach (var step in Steps)
            {
                step.Run(stage);
            }

            return stage.Decide(Proposal);
        }
        catch (CaseException e)
        {
            return CaseOutcome.Failed(e.Message);
        }
    }
}
