namespace Chronos.Core.Model;

/// <summary>A request to a venue to cancel what is left of an order.</summary>
/// <param name="Sequence">The deciding record.</param>
/// <param name="Id">The order.</param>
/// <param name="Instrument">What it trades.</param>
/// <param name="Account">On whose balance.</param>
/// <param name="Venue">Where.</param>
/// <param name="Side">Its side.</param>
public readonly record struct OrderCancel(
    long Sequence, OrderId Id, InstrumentId Instrument, AccountId Account, VenueId Venue, OrderSide Side);
