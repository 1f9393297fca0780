using Chronos.Core.Model;

namespace Chronos.Weex.Wire;

/// <summary>A bar. It is closed when the next open time appears; no field says so.</summary>
internal readonly record struct WeexKline(
    long OpenMillis, long CloseMillis, string Interval, Price Open, Price High, Price Low, Price Close, Quantity Volume);
