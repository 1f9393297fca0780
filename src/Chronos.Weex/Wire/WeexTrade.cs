using Chronos.Core.Model;

namespace Chronos.Weex.Wire;

/// <summary>A trade between others.</summary>
internal readonly record struct WeexTrade(long TimeMillis, string Id, Price Price, Quantity Quantity, bool IsBuyerMaker);
