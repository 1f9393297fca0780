using System.Runtime.InteropServices;

namespace Chronos.Core.Model;

/// <summary>Side, type, time in force and reduction in one byte, as sealed and journaled.</summary>
/// <remarks>
/// <code>
///   bit 0     sell
///   bits 1-2  type
///   bits 3-5  time in force
///   bit 6     verified reduction
/// </code>
/// </remarks>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct OrderTerms(OrderSide Side, OrderType Type, TimeInForce TimeInForce, bool Reduces)
{
    /// <summary>The byte.</summary>
    public byte Pack() => (byte)(
        (Side == OrderSide.Sell ? 1 : 0) | ((int)Type << 1) | ((int)TimeInForce << 3) | (Reduces ? 1 << 6 : 0));

    /// <summary>The terms of a byte.</summary>
    public static OrderTerms Unpack(byte packed) => new(
        (packed & 1) != 0 ? OrderSide.Sell : OrderSide.Buy,
        (OrderType)((packed >> 1) & 3),
        (TimeInForce)((packed >> 3) & 7),
        (packed & (1 << 6)) != 0);
}
