namespace Chronos.Host.Http;

/// <summary>A command that was carried out.</summary>
internal sealed record ControlJson(string Action, string Scope, string Outcome, string TradingState);
