namespace Chronos.Weex.Wire;

/// <summary>A whole book, or what has changed in it.</summary>
/// <param name="EventMillis">The venue's time of it.</param>
/// <param name="Symbol">In capitals.</param>
/// <param name="IsSnapshot">True for a whole book.</param>
/// <param name="FirstId">For a change, the last id of the frame before.</param>
/// <param name="LastId">Id of this state.</param>
/// <param name="Levels">Levels a side.</param>
/// <param name="Bids">As told.</param>
/// <param name="Asks">As told.</param>
internal sealed record WeexDepthPush(
    long EventMillis, string Symbol, bool IsSnapshot, long FirstId, long LastId, int Levels,
    IReadOnlyList<WeexLevel> Bids, IReadOnlyList<WeexLevel> Asks) : WeexPush(EventMillis);
