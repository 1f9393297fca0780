namespace Chronos.Core.Model;

/// <summary>What a venue's own message says, read back from its bytes.</summary>
/// <param name="Id">Our order, from the client order id.</param>
/// <param name="Instrument">From the symbol.</param>
/// <param name="Account">From the session or the message.</param>
/// <param name="Terms">Side, type, time in force, reduction.</param>
/// <param name="Quantity">How much.</param>
/// <param name="WorstPrice">Limit or protection price.</param>
public readonly record struct MessageTerms(
    OrderId Id, InstrumentId Instrument, AccountId Account, OrderTerms Terms, Quantity Quantity, Price WorstPrice);
