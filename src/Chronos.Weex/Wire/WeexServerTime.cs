namespace Chronos.Weex.Wire;

/// <summary>The venue's clock, in milliseconds since the Unix epoch.</summary>
internal sealed record WeexServerTime(long Millis);
