namespace Chronos.Host.Http;

/// <summary>The votes; null where the approver was not asked.</summary>
internal sealed record VotesJson(VoteJson? Risk, VoteJson? Portfolio, VoteJson? Execution);
