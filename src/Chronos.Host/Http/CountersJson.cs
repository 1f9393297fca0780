namespace Chronos.Host.Http;

/// <summary>Counts of this run.</summary>
internal sealed record CountersJson(
    long Events, long Approved, long Modified, long Blocked, long Orders, long Cancels, long Fills, long RefusedInputs, long Parked);
