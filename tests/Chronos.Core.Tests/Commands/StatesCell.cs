using Chronos.Core.Model;

namespace Chronos.Core.Tests.Commands;

/// <summary>What a page says: in this state of this scope, this row gives this result.</summary>
public sealed record StatesCell(string Row, ScopeKind Scope, TradingState From, string Result);
