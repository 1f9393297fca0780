namespace Chronos.Core.Replay;

/// <summary>What a message about an order is.</summary>
internal enum OrderMessageKind : byte
{
    /// <summary>The sealed order was handed to its venue.</summary>
    HandedOver = 1,

    /// <summary>The strategy asked for its cancel.</summary>
    CancelAsked,

    /// <summary>A cancel was handed to the venue.</summary>
    CancelHandedOver,

    /// <summary>The venue, or our own thread for it, reported.</summary>
    Report,
}
