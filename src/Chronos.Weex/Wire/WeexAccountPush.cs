namespace Chronos.Weex.Wire;

/// <summary>What changed in our account. The version grows with every push of any private channel and orders them.</summary>
/// <typeparam name="T">Order, fill, balance or position.</typeparam>
/// <param name="EventMillis">The venue's time of it.</param>
/// <param name="Version">Grows over all private channels of the account.</param>
/// <param name="Cause">The venue's word for why, such as OrderUpdate.</param>
/// <param name="Items">What changed.</param>
internal sealed record WeexAccountPush<T>(long EventMillis, long Version, string Cause, IReadOnlyList<T> Items)
    : WeexPush(EventMillis);
