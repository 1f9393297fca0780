namespace Chronos.Core.Books;

/// <summary>Where an order is in its life.</summary>
internal enum OrderState : byte
{
    /// <summary>The slot is free.</summary>
    Free = 0,

    /// <summary>Handed to the venue thread; no answer yet.</summary>
    Unanswered,

    /// <summary>The venue works it.</summary>
    Working,

    /// <summary>Sent and unanswered past its time: counts as filled and as unfilled.</summary>
    Unknown,
}
