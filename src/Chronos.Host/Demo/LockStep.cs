using Chronos.Core;
using Chronos.Core.Model;

namespace Chronos.Host.Demo;

/// <summary>One event at a time: handed over, decided, answered by the venue, before the next one.</summary>
internal static class LockStep
{
    /// <summary>Hands an event over, again while the ring is full of others' events, and waits until all is quiet.</summary>
    public static void Until(ChronosEngine engine, Func<SubmitResult> submit)
    {
        SubmitResult result;
        while ((result = submit()) == SubmitResult.Busy)
        {
            Thread.Sleep(0);
        }

        if (result == SubmitResult.Stopped)
        {
            throw new CliException(ExitCode.CouldNotRun, $"the engine stopped: {engine.Failure?.Message ?? "no reason given"}");
        }

        engine.WaitUntilIdle();
    }
}
