namespace Chronos.Host.Http;

/// <summary>A scope that is not simply Active: its state, and the breakers that keep it from being armed.</summary>
internal sealed record ScopeJson(string Scope, string TradingState, IReadOnlyList<string> Breakers);
