namespace Chronos.Core.Replay;

/// <summary>Inputs a what-if takes as recorded although the other policy would have changed them: how far what it tells is a guess.</summary>
/// <param name="FillsOfHeldBack">Fills kept of orders the other policy would have let less through of.</param>
/// <param name="OrdersNeverSent">Orders it would have let more through of, of which no venue ever said what they would have met.</param>
/// <param name="DecidedAfterFlip">Proposals decided after the first flip: on books, and by strategies, that would have been others.</param>
public sealed record WhatIfUnknown(long FillsOfHeldBack, long OrdersNeverSent, long DecidedAfterFlip);
