using Polly;
using Polly.Retry;

namespace Chronos.Weex.Wire;

/// <summary>
/// Repeats reads whose answer did not come or was a server's fault: bounded, with growing pauses and jitter. A refusal and
/// a limit are never repeated, and nothing that places or cancels comes here.
/// </summary>
internal static class WeexReadRetry
{
    public static ResiliencePipeline<WeexReply> Make(int attempts, TimeSpan pause)
    {
        if (attempts == 1)
        {
            return ResiliencePipeline<WeexReply>.Empty;
        }

        var options = new RetryStrategyOptions<WeexReply>
        {
            MaxRetryAttempts = attempts - 1,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = pause,
            MaxDelay = TimeSpan.FromSeconds(5),
            ShouldHandle = static arguments => ValueTask.FromResult(
                arguments.Outcome.Exception is null && IsPassing(arguments.Outcome.Result)),
        };
        return new ResiliencePipelineBuilder<WeexReply>().AddRetry(options).Build();
    }

    private static bool IsPassing(in WeexReply reply) => reply.Body is null || reply.HttpStatus >= 500;
}
