using System.Runtime.InteropServices;

namespace Chronos.Core.Model;

/// <summary>One price of an order book with the quantity shown at it. 16 bytes.</summary>
[StructLayout(LayoutKind.Sequential)]
public readonly struct DepthLevel(Price price, Quantity quantity)
{
    /// <summary>The price.</summary>
    public readonly Price Price = price;

    /// <summary>Quantity shown at it.</summary>
    public readonly Quantity Quantity = quantity;
}
