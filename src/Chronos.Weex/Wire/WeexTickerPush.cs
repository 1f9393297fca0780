using Chronos.Core.Model;

namespace Chronos.Weex.Wire;

/// <summary>Last price, and for contracts mark and index price.</summary>
/// <param name="EventMillis">The venue's time of it.</param>
/// <param name="Symbol">In capitals.</param>
/// <param name="Last">Last trade.</param>
/// <param name="Mark">Cut off at 1e-8; null on spot.</param>
/// <param name="Index">Cut off at 1e-8; null on spot.</param>
internal sealed record WeexTickerPush(long EventMillis, string Symbol, Price Last, Price? Mark, Price? Index)
    : WeexPush(EventMillis);
