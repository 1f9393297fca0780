namespace Chronos.Host.Http;

/// <summary>One word.</summary>
internal sealed record StatusJson(string Status);
