namespace Chronos.Weex.Sandbox.Accounts;

/// <summary>One change of a wallet.</summary>
/// <param name="Id">Of the one sequence.</param>
/// <param name="Product">Whose wallet.</param>
/// <param name="Asset">What changed.</param>
/// <param name="Symbol">Because of what; empty for none.</param>
/// <param name="Type">The venue's word, such as <c>position_funding</c>.</param>
/// <param name="Amount">Signed change.</param>
/// <param name="Balance">After it.</param>
/// <param name="Fee">Part that is a fee.</param>
/// <param name="FillSize">Of the fill behind it.</param>
/// <param name="FillValue">Of the fill behind it.</param>
/// <param name="Time">Unix milliseconds.</param>
internal sealed record Bill(
    long Id,
    Product Product,
    string Asset,
    string Symbol,
    string Type,
    decimal Amount,
    decimal Balance,
    decimal Fee,
    decimal FillSize,
    decimal FillValue,
    long Time);
