using System.Globalization;

namespace Chronos.Core.Model;

/// <summary>The engine's number for an order: the deciding record's sequence and the order's slot, so that it rises and is never used twice.</summary>
/// <param name="Value">Sequence in the upper 44 bits, slot in the lower 20.</param>
public readonly record struct OrderId(ulong Value)
{
    /// <inheritdoc />
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
