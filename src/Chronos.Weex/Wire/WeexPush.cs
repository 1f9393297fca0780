namespace Chronos.Weex.Wire;

/// <summary>Something the venue tells unasked.</summary>
/// <param name="EventMillis">The venue's time of it.</param>
internal abstract record WeexPush(long EventMillis);
