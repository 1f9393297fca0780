namespace Chronos.Host.Http;

/// <summary>One vote, and why it is no approval.</summary>
internal sealed record VoteJson(string Vote, string? Reason);
