using System.Runtime.InteropServices;

namespace Chronos.Core.Model;

/// <summary>
/// What would pass now, each by itself with everything else as proposed: the largest quantity, the nearest price, and the
/// earliest time. Exact: proposing it anew passes, and one lot more, one tick nearer or one nanosecond earlier does not.
/// It holds until the next event.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct Counterfactual(Quantity LargestQuantity, Price NearestPrice, long EarliestNanos)
{
    /// <summary>Nothing that differs in quantity, price or time alone would pass.</summary>
    public bool IsEmpty => LargestQuantity.IsZero && NearestPrice.IsZero && EarliestNanos == 0;
}
