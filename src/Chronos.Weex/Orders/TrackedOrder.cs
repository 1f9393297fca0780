using Chronos.Core.Model;
using Chronos.Weex.Wire;

namespace Chronos.Weex.Orders;

/// <summary>One order of ours, from the moment it is handed to the network until all about it has been told.</summary>
internal sealed class TrackedOrder
{
    public required OrderId Id { get; init; }

    public required string ClientOrderId { get; init; }

    public required string Symbol { get; init; }

    public required InstrumentId Instrument { get; init; }

    public required AccountId Account { get; init; }

    public required OrderSide Side { get; init; }

    public required Quantity Quantity { get; init; }

    /// <summary>When the request was begun, by the venue's clock as well as it is known; milliseconds since the Unix epoch.</summary>
    public required long SentMillis { get; init; }

    public TrackedState State { get; set; } = TrackedState.Sending;

    /// <summary>0 until the venue has told it.</summary>
    public long VenueOrderId { get; set; }

    /// <summary>Filled so far, as told to the engine.</summary>
    public Quantity Booked { get; set; }

    /// <summary>What the venue says has been filled in the end; null while the order may still trade.</summary>
    public Quantity? FinalExecuted { get; set; }

    /// <summary>How it ended, once it has.</summary>
    public WeexOrderStatus FinalStatus { get; set; }

    /// <summary>Whether the engine waits for the answer to a cancel.</summary>
    public bool CancelAsked { get; set; }

    /// <summary>When a cancel was answered without the order having ended; 0 for never. Lists read later decide.</summary>
    public long CancelAnsweredMillis { get; set; }

    /// <summary>Before this the venue might still take a request that is under way; lists that show nothing prove nothing.</summary>
    public long FenceMillis { get; set; }

    /// <summary>Complete readings in a row, begun behind the fence, that did not show it.</summary>
    public int AbsentPasses { get; set; }

    public long EndedMillis { get; set; }

    /// <summary>True once the engine has heard that the venue has it.</summary>
    public bool IsAcknowledged { get; set; }

    public bool IsEnded => State == TrackedState.Ended;
}
