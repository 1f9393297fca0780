using Chronos.Core;
using Chronos.Core.Books;
using Chronos.Core.Model;
using Chronos.Core.Replay.Readings;

namespace Chronos.Host.Cases.Pins;

/// <summary>
/// Finds a case that makes the same decision as the one recorded: from the books of the moment alone, else from what was recorded
/// before. What is found is made as short as it can be and still holds. Nothing is taken for true that was not played.
/// </summary>
internal sealed class CasePin
{
    private const int StepsMax = 50_000;
    private const int PlaysMax = 2_000;
    private const int WorkingOrdersMax = 65_536;

    private readonly DecisionReading _decision;
    private readonly CaseProposal _proposal;
    private readonly int _workingOrdersMax;
    private readonly List<string> _tried = [];
    private int _plays;

    /// <summary>A search for a case of one decision; throws <see cref="CaseException"/> when no case can be about it.</summary>
    public CasePin(DecisionReading decision, int workingOrdersMax)
    {
        var d = decision.Decision;
        if (decision.Kind != EventKind.Proposal)
        {
            throw new CaseException($"it was decided by a {decision.Kind}, and a case has no votes from outside and no waiting");
        }

        if (decision.Outcome != ReasonCode.None)
        {
            throw new CaseException($"its bytes were refused by the decoder ({decision.Outcome}), and a case has fields, not bytes");
        }

        _decision = decision;
        var proposal = d.Proposal;
        _proposal = CaseProposal.From(
            in proposal,
            decision.Policy!.Strategies[d.Proposal.Strategy.Value].Name,
            decision.Policy.Instruments[d.Proposal.Instrument.Value].Symbol,
            d.DecidedAtNanos);
        _workingOrdersMax = Math.Clamp(workingOrdersMax, 1, WorkingOrdersMax);
        Expected = ExpectationOf(in d);
    }

    /// <summary>What was recorded, as a case demands it.</summary>
    public CaseExpectation Expected { get; }

    /// <summary>What was tried and why it did not hold, for telling.</summary>
    public IReadOnlyList<string> Tried => _tried;

    /// <summary>A script that holds; null when none does.</summary>
    public CaseScript? Find(EngineState books, HistorySteps history)
    {
        var steps = Holds("the books of the moment", BookSteps.Of(books, _decision.Decision.DecidedAtNanos));
        if (steps is null && history.Steps.Count > StepsMax)
        {
            _tried.Add($"the history: {history.Steps.Count} steps are more than the {StepsMax} a case may have");
        }
        else if (steps is null)
        {
            steps = Holds("the history", [.. history.Steps]);
            if (steps is null)
            {
                _tried.AddRange(history.Unsaid.Select(u => $"not in the case language: {u}"));
            }
        }

        return steps is null ? null : Script(Shorten(steps));
    }

    private static CaseExpectation ExpectationOf(in Decision d)
    {
        List<GateId> objections = [];
        foreach (var objection in d.Objections)
        {
            if (objection.Gate != GateId.None && objection.Gate != d.Record.BindingGate)
            {
                objections.Add(objection.Gate);
            }
        }

        return new CaseExpectation
        {
            Verdict = d.Verdict,
            BindingGate = d.Record.BindingGate == GateId.None ? null : d.Record.BindingGate,
            Reason = d.Reason == ReasonCode.None ? null : d.Reason,
            Objections = objections,
            Permitted = d.Record.Passes ? d.PermittedQuantity : null,
        };
    }

    private List<TimedStep>? Holds(string what, List<TimedStep> steps)
    {
        var outcome = Script(steps).Play(_decision.Policy!);
        if (Expected.Holds(outcome))
        {
            return steps;
        }

        _tried.Add($"{what}: recorded {Expected}; the case gives {outcome}");
        return null;
    }

    /// <summary>Leaves out ever smaller runs of steps as long as the decision stays.</summary>
    private List<TimedStep> Shorten(List<TimedStep> steps)
    {
        for (var size = Math.Max(1, steps.Count / 2); ; size /= 2)
        {
            for (var at = 0; at < steps.Count && _plays < PlaysMax;)
            {
                var fewer = steps.Where((_, i) => i < at || i >= at + size).ToList();
                _plays++;
                if (Expected.Holds(Script(fewer).Play(_decision.Policy!)))
                {
                    steps = fewer;
                }
                else
                {
                    at += size;
                }
            }

            if (size == 1 || _plays >= PlaysMax)
            {
                return steps;
            }
        }
    }

    private CaseScript Script(IReadOnlyList<TimedStep> steps) =>
        PinnedScript.Of(steps, _proposal, _decision.Decision.DecidedAtNanos, _workingOrdersMax);
}
