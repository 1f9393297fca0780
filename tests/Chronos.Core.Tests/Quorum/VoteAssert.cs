using Chronos.Core.Model;
using Chronos.Core.Quorum;
using Chronos.Core.Tests.Pipeline;

namespace Chronos.Core.Tests.Quorum;

/// <summary>What a vote must be, said in one line.</summary>
internal static class VoteAssert
{
    public static void Is(Vote vote, VoteKind kind, ReasonCode reason = ReasonCode.None, long observed = 0, long limit = 0) =>
        Assert.Equal((kind, reason, observed, limit), (vote.Kind, vote.Reason, vote.Observed, vote.Limit));
}
