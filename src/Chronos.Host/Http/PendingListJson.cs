namespace Chronos.Host.Http;

/// <summary>All proposals that wait, oldest first.</summary>
internal sealed record PendingListJson(IReadOnlyList<PendingJson> Pending);
