namespace Chronos.Host.Http;

/// <summary>One reason against a proposal.</summary>
internal sealed record ReasonJson(int Code, string Name, Figure Observed, Figure Limit, string Unit);
