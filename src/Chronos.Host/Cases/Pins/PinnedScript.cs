namespace Chronos.Host.Cases.Pins;

/// <summary>Turns steps with times into a script that ends at the moment of a decision.</summary>
internal static class PinnedScript
{
    /// <summary>
    /// Waits are whole milliseconds, so the beginning is moved by less than one and the end is exact; a step in between is
    /// told less than a millisecond off.
    /// </summary>
    public static CaseScript Of(IReadOnlyList<TimedStep> steps, CaseProposal proposal, long decidedNanos, int workingOrdersMax)
    {
        var first = steps.Count == 0 ? decidedNanos : Math.Min(steps[0].TimeNanos, decidedNanos);
        var millis = (decidedNanos - first + CaseStage.NanosPerMilli - 1) / CaseStage.NanosPerMilli;
        var start = decidedNanos - millis * CaseStage.NanosPerMilli;
        List<CaseStep> given = [];
        var at = 0L;
        foreach (var timed in steps)
        {
            at = Wait(given, at, (timed.TimeNanos - start) / CaseStage.NanosPerMilli);
            given.Add(timed.Step);
        }

        Wait(given, at, millis);
        return new CaseScript { StartNanos = start, WorkingOrdersMax = workingOrdersMax, Steps = given, Proposal = proposal };
    }

    private static long Wait(List<CaseStep> given, long from, long to)
    {
        if (to > from)
        {
            given.Add(new WaitStep(to - from));
        }

        return Math.Max(from, to);
    }
}
