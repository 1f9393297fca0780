namespace Chronos.Host.Http;

/// <summary>The policy in force.</summary>
internal sealed record PolicyJson(string Name, uint Version, string Hash);
