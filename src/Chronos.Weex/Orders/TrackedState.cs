namespace Chronos.Weex.Orders;

/// <summary>What is known of an order that has left.</summary>
internal enum TrackedState
{
    /// <summary>The request is under way.</summary>
    Sending = 1,

    /// <summary>The venue has it.</summary>
    Working,

    /// <summary>Sent, and nobody can say what became of it.</summary>
    Unknown,

    /// <summary>It will trade no more, and everything it traded has been told.</summary>
    Ended,
}
