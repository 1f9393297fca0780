namespace Chronos.Weex.Sandbox.Orders;

/// <summary>One execution of one of our orders.</summary>
/// <param name="Id">Of the one sequence.</param>
/// <param name="Order">Filled order.</param>
/// <param name="Price">Of execution.</param>
/// <param name="Quantity">In base units.</param>
/// <param name="Value">Price times quantity.</param>
/// <param name="Fee">In <paramref name="FeeAsset"/>.</param>
/// <param name="FeeAsset">Margin of a contract; the received asset on spot.</param>
/// <param name="RealizedPnl">Of a close.</param>
/// <param name="IsMaker">The order rested.</param>
/// <param name="Time">Unix milliseconds.</param>
internal sealed record Fill(
    long Id,
    Order Order,
    decimal Price,
    decimal Quantity,
    decimal Value,
    decimal Fee,
    string FeeAsset,
    decimal RealizedPnl,
    bool IsMaker,
    long Time);
